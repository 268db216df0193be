import { ANTHROPIC, GOOGLE, OPENAI, OPENAI_STRICT } from "../../src/runtime/agents/schema/profiles.js";
import type { ProviderProfile } from "../../src/runtime/agents/schema/profile.js";
import { type ToolSchema, toolSchema } from "../../src/runtime/agents/schema/tool-schema.js";
import { canonicalJson } from "../../src/shared/json/canonical.js";
import { isJsonObject, type Json, type JsonObject } from "../../src/shared/json/json.js";
import { ajvOf, type Judge } from "../fuzz/judge.js";
import { randomOf, sample } from "../fuzz/sample.js";
import { refusals, RULES, type Rules } from "../runtime/agents/rules/rules.js";

/** Each provider's profile, beside the rules that its documentation states. */
export const PROVIDERS: readonly (readonly [string, ProviderProfile, Rules])[] = [
  ["OpenAI strict", OPENAI_STRICT, RULES.openaiStrict],
  ["OpenAI", OPENAI, RULES.openai],
  ["Anthropic", ANTHROPIC, RULES.anthropic],
  ["Google", GOOGLE, RULES.google],
];

/** The input schema of one tool. */
export interface Checkable {
  readonly server: string;
  readonly name: string;
  readonly inputSchema: JsonObject;
}

/** Everything that a provider would refuse of the tools, a line each. */
export function refused(
  tools: readonly Checkable[],
  profile: ProviderProfile,
  rules: Rules,
): readonly string[] {
  return tools.flatMap(({ server, name, inputSchema }) =>
    refusals(toolSchema(inputSchema, profile).schema, rules).map((fault) => `${server}/${name}: ${fault}`),
  );
}

/** How many valid argument objects were sent through a provider's schema and back, and those that came back otherwise. */
export interface RoundTrips {
  readonly checked: number;
  readonly lost: readonly string[];
}

/** Sends `rounds` random argument objects for each tool, as far as they are valid, through the schema of a provider and back. */
export function roundTrips(
  tools: readonly Checkable[],
  profile: ProviderProfile,
  rounds: number,
): RoundTrips {
  const random = randomOf(7);
  let checked = 0;
  const lost: string[] = [];
  for (const { server, name, inputSchema } of tools) {
    const accepts = ajvOf(inputSchema);
    // a tool without properties takes no arguments in a strict schema
    if (profile.strict && inputSchema["properties"] === undefined && inputSchema["type"] === undefined)
      continue;
    const printed = toolSchema(inputSchema, profile);
    const admits = ajvOf(printed.schema);
    for (let round = 0; round < rounds; round++) {
      const args = sample(inputSchema, inputSchema, random);
      if (!isJsonObject(args) || accepts === undefined || !accepts(args)) continue;
      checked++;
      const fault = faultOf(args, printed, admits, profile.strict);
      if (fault !== undefined) lost.push(`${server}/${name}: ${fault}`);
    }
  }
  return { checked, lost };
}

function faultOf(
  args: JsonObject,
  printed: ToolSchema,
  admits: Judge | undefined,
  strict: boolean,
): string | undefined {
  const encoded = printed.encode(args);
  if (admits === undefined || !admits(encoded)) return `refused ${JSON.stringify(encoded)}`;
  const [want, got] = [args, printed.decode(encoded)].map((value) =>
    canonicalJson(strict ? comparable(value) : value),
  );
  return got === want ? undefined : `${want} became ${got}`;
}

/** A strict schema has no room for members that no schema names (the samples call them "extra"), nor for a null that is the default. */
function comparable(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(comparable);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key, member]) => key !== "extra" && member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, comparable(member)]));
}
