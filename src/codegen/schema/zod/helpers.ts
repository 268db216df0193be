import { type Code, code, identifier, list, nothing } from "../../printer/index.js";

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

/** `z.name(...args)`. */
export function zod(name: string, ...args: readonly Code[]): Code {
  return list(code`z.${identifier(name)}(`, args, code`)`, { trailing: args.length > 1 });
}

/** `target.name(...args)`. */
export function method(target: Code, name: string, ...args: readonly Code[]): Code {
  return list(code`${target}.${identifier(name)}(`, args, code`)`, { trailing: false });
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
