import { type Code, code, identifier, join, list, nothing } from "../../printer/index.js";

/** What `schemas.ts` may import from the runtime, by the names that no validator of a server may have. */
export const HELPER_NAMES = [
  "allOf",
  "byKind",
  "contains",
  "content",
  "dependentRequired",
  "dependentSchemas",
  "format",
  "ifThenElse",
  "integer",
  "jsonSchema",
  "keyed",
  "maxProperties",
  "minProperties",
  "multipleOf",
  "not",
  "oneOfValues",
  "pattern",
  "propertyNames",
  "record",
  "schema",
  "uniqueItems",
] as const;

export type HelperName = (typeof HELPER_NAMES)[number];

/** `callee(...args)`. The last argument alone may break into lines: what is before it is short. */
export function call(callee: Code, args: readonly Code[]): Code {
  return code`${callee}(${join(args, code`, `)})`;
}

/** `z.name(...args)`. */
export function zod(name: string, ...args: readonly Code[]): Code {
  return call(code`z.${identifier(name)}`, args);
}

/** `target.name(...args)`. */
export function method(target: Code, name: string, ...args: readonly Code[]): Code {
  return call(code`${target}.${identifier(name)}`, args);
}

export function array(items: readonly Code[]): Code {
  return list(code`[`, items, code`]`);
}

/** An object literal of the members that are there; `nothing` where none is. */
export function options(members: readonly (Code | undefined)[]): Code {
  const present = members.filter((member) => member !== undefined);
  return present.length === 0 ? nothing : object(present);
}

export function object(members: readonly Code[]): Code {
  return list(code`{`, members, code`}`, { padded: true });
}
