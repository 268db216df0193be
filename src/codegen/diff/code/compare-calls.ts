import { show } from "../../../shared/text/show.js";
import type { ToolPlan } from "../../plan/index.js";
import { inputDefaults, referred, type SchemaPlan } from "../../schema/index.js";
import type { Note } from "../note.js";
import { at } from "../schema/pointer.js";

type Planned = readonly [ToolPlan, SchemaPlan];

/** Compares ways of calling a tool that its input schema alone does not show. */
export function compareCalls(
  [was, before]: Planned,
  [is, after]: Planned,
  note: Note,
  isBroken: boolean,
): void {
  const { name } = is.tool;
  if (was.output && is.output && was.facts["wrapped"] !== is.facts["wrapped"]) {
    const message =
      is.facts["wrapped"] === true
        ? "the method resolves to the value of `result`"
        : "the method resolves to the whole answer, not to the value of `result`";
    note("tool", name, "output", "breaking", "result-unwrapping-changed", message);
  }
  const lost = lostDefaults(valuesOf(was, before), valuesOf(is, after));
  for (const property of lost) {
    const message = `property "${show(property)}" is now required: its default was removed`;
    const pointer = at("", "properties", property);
    note("tool", name, "input", "breaking", "default-removed", message, { pointer });
  }
  if (isBroken || lost.length > 0) return;
  if (was.optional && !is.optional)
    note("tool", name, "input", "breaking", "input-required", "the input can no longer be omitted");
  if (was.positional !== undefined && was.positional.property !== is.positional?.property) {
    const message = `"${show(was.positional.property)}" can no longer be passed by itself: it is no longer the only required scalar`;
    note("tool", name, "input", "breaking", "positional-removed", message);
  }
}

interface RootValues {
  readonly required: ReadonlySet<string>;
  /** Required properties that the client fills in. */
  readonly filledIn: ReadonlySet<string>;
}

function valuesOf({ input }: ToolPlan, { declarations }: SchemaPlan): RootValues {
  const declaration = declarations.find(({ typeName }) => typeName === input.type);
  if (declaration === undefined) return { required: new Set(), filledIn: new Set() };
  const { document, node } = declaration;
  return {
    required: new Set(referred(node).required ?? []),
    filledIn: new Set(inputDefaults(document, node).keys()),
  };
}

/** Returns required properties that callers could omit and no longer can. */
function lostDefaults(was: RootValues, is: RootValues): readonly string[] {
  return [...was.filledIn].filter((name) => is.required.has(name) && !is.filledIn.has(name));
}
