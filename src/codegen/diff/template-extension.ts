import { expand } from "../../shared/uri-template/index.js";
import type { ResourceTemplateModel } from "../model/index.js";
import { templateVariables, type VariablePlan } from "../plan/index.js";

/**
 * Finds older templates that a newer one replaces, by URI template: it has the same name and makes every URI of the older one.
 */
export function extensions(
  before: readonly ResourceTemplateModel[],
  after: readonly ResourceTemplateModel[],
): ReadonlyMap<string, ResourceTemplateModel> {
  const [old, now] = [urisOf(before), urisOf(after)];
  const come = after.filter(({ uriTemplate }) => !old.has(uriTemplate));
  return new Map(
    before.flatMap((was) => {
      if (now.has(was.uriTemplate)) return [];
      const is = come.find(
        ({ name, uriTemplate }) => name === was.name && extendsTemplate(was.uriTemplate, uriTemplate),
      );
      return is === undefined ? [] : [[was.uriTemplate, is] as const];
    }),
  );
}

/** Compares expansions with all variables and with only the required ones, so that no syntax has to be understood here. */
function extendsTemplate(was: string, is: string): boolean {
  const [old, now] = [templateVariables(was), templateVariables(is)];
  if (old === undefined || now === undefined) return false;
  const known = new Map(old.map((variable) => [variable.name, variable]));
  const suits = now.every(({ name, required, exploded }) => {
    const had = known.get(name);
    return had === undefined ? !required : had.exploded === exploded && had.required === required;
  });
  return suits && [old, old.filter(({ required }) => required)].every((given) => same(was, is, given));
}

function same(was: string, is: string, given: readonly VariablePlan[]): boolean {
  // long enough for every prefix in use, with characters that operators encode differently
  const valueOf = (name: string): string => `${name}/ä b,${"0123456789".repeat(20)}`;
  const values = Object.fromEntries(
    given.map(({ name, exploded }) => [name, exploded ? [valueOf(name), "2"] : valueOf(name)]),
  );
  try {
    return expand(was, values) === expand(is, values);
  } catch {
    return false;
  }
}

function urisOf(templates: readonly ResourceTemplateModel[]): ReadonlySet<string> {
  return new Set(templates.map(({ uriTemplate }) => uriTemplate));
}
