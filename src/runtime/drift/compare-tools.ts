import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { withoutValues } from "../../shared/json/without-values.js";
import { toolDigest } from "../../shared/tool/tool-digest.js";
import type { Era } from "../connection/era.js";
import type { ToolFacts } from "../server-client/contract.js";
import { asInEra } from "./other-era.js";
import type { ToolDrift } from "./on-drift.js";

/** What generated code knows about its server's tools. */
export interface ExpectedTools {
  readonly era: Era;
  readonly tools: Readonly<Record<string, ToolFacts>>;
}

const HINTS = {
  readOnlyHint: "readOnly",
  destructiveHint: "destructive",
  idempotentHint: "idempotent",
} as const;

/**
 * Compares what a server lists with what its code was generated from, by wire name; omits tools without a difference.
 *
 * @param listed everything under each name: a server may list one twice, and the generator used one of them
 * @param era of the connection over which it was listed
 */
export function compareTools(
  { tools, era: expectedEra }: ExpectedTools,
  listed: ReadonlyMap<string, readonly JsonObject[]>,
  era: Era,
): ReadonlyMap<string, ToolDrift> {
  const drifts = new Map<string, ToolDrift>();
  for (const tool of Object.keys(tools)) {
    const facts = tools[tool] as ToolFacts;
    const found = listed.get(tool) ?? [];
    if (found.some((item) => isSame(item, facts, expectedEra, era))) continue;
    const [first] = found;
    if (first === undefined) drifts.set(tool, { tool, kind: "removed", hints: [] });
    else drifts.set(tool, { tool, kind: "changed", hints: changedHints(first, facts) });
  }
  for (const tool of listed.keys())
    if (!Object.hasOwn(tools, tool)) drifts.set(tool, { tool, kind: "added", hints: [] });
  return drifts;
}

function isSame(tool: JsonObject, { digest, volatile = [] }: ToolFacts, expected: Era, era: Era): boolean {
  try {
    for (const form of formsOf(withoutValues(tool, volatile) as JsonObject, expected, era))
      if (toolDigest(form) === digest) return true;
    return false;
  } catch {
    // nested too deeply for the stack: the generator skips such a tool
    return false;
  }
}

/**
 * Yields the forms that the generator may have used: it replaces a schema beyond its limit by `true`, and may have used the
 * other era.
 */
function* formsOf(tool: JsonObject, expected: Era, era: Era): Generator<JsonObject> {
  yield tool;
  const { outputSchema } = tool;
  const crossed = expected !== era && isJsonObject(outputSchema);
  if (crossed) yield { ...tool, outputSchema: asInEra(outputSchema, expected) };
  yield { ...tool, inputSchema: true };
  if (isJsonObject(outputSchema)) {
    yield { ...tool, outputSchema: true };
    yield { ...tool, inputSchema: true, outputSchema: true };
  }
}

function changedHints({ annotations }: JsonObject, facts: ToolFacts): readonly string[] {
  const says = isJsonObject(annotations) ? annotations : {};
  return Object.entries(HINTS)
    .filter(([hint, fact]) => (says[hint] === true) !== (facts[fact] === true))
    .map(([hint]) => hint);
}
