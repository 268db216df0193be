import type { ServerPlan, ToolPlan } from "../../plan/index.js";
import type { Note } from "../note.js";
import { extensions } from "../template-extension.js";
import { compareCalls } from "./compare-calls.js";
import { compareTypeNames } from "./compare-type-names.js";

/**
 * Compares what callers use and the protocol does not show: methods, types, positional arguments, values that a client fills in.
 * A server may remove one of these although every valid message stays valid: a new tool may take a name that another tool had.
 *
 * @param isBroken whether calls of this tool are already known to break; other reasons are not reported then
 */
export function compareCode(
  was: ServerPlan,
  is: ServerPlan,
  note: Note,
  isBroken: (tool: string) => boolean,
): void {
  const key = is.model.key;
  if (was.names.value !== is.names.value)
    note("server", key, "code", "breaking", "server-renamed", renamed(was.names.value, is.names.value));
  if (was.offersResources && !is.offersResources)
    note("server", key, "code", "breaking", "resources-removed", "the client no longer has resources");

  const stayed = paired(was.tools, is.tools, ({ tool }) => tool.name);
  for (const [before, after] of stayed) {
    compareMethod("tool", after.tool.name, before.method, after.method, note);
    compareCalls([before, was.schemas], [after, is.schemas], note, isBroken(after.tool.name));
  }
  const prompts = paired(was.prompts, is.prompts, ({ prompt }) => prompt.name);
  for (const [before, after] of prompts)
    compareMethod("prompt", after.prompt.name, before.method, after.method, note);
  const extended = extensions(was.model.resourceTemplates, is.model.resourceTemplates);
  const templates = paired(
    was.templates,
    is.templates,
    ({ template: { uriTemplate } }) => extended.get(uriTemplate)?.uriTemplate ?? uriTemplate,
  );
  for (const [before, after] of templates) {
    // renaming a template is reported elsewhere
    if (before.template.name === after.template.name)
      compareMethod("resource template", after.template.uriTemplate, before.method, after.method, note);
  }
  const variables = templates.map(([before, after]) => [before.type, after.type] as const);
  compareTypeNames(was.schemas, is.schemas, rootNames(stayed, prompts), variables, (rule, message) =>
    note("server", key, "code", "breaking", rule, message),
  );
}

function compareMethod(
  kind: "tool" | "prompt" | "resource template",
  name: string,
  was: string,
  is: string,
  note: Note,
): void {
  if (was !== is) note(kind, name, "code", "breaking", "method-renamed", renamed(`${was}()`, `${is}()`));
}

/** Returns the types of what stayed, by old and new name. */
function rootNames(
  tools: readonly (readonly [ToolPlan, ToolPlan])[],
  prompts: readonly (readonly [ServerPlan["prompts"][number], ServerPlan["prompts"][number]])[],
): readonly (readonly [string, string])[] {
  return [
    ...tools.flatMap(([was, is]) => [
      [was.input.type, is.input.type] as const,
      ...(was.output && is.output ? [[was.output.type, is.output.type] as const] : []),
    ]),
    ...prompts.map(([was, is]) => [was.input.type, is.input.type] as const),
  ];
}

function paired<Item>(
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
): readonly (readonly [Item, Item])[] {
  const now = new Map(after.map((item) => [nameOf(item), item]));
  return before.flatMap((item) => {
    const twin = now.get(nameOf(item));
    return twin === undefined ? [] : [[item, twin] as const];
  });
}

function renamed(was: string, is: string): string {
  return `${was} is now called ${is}`;
}
