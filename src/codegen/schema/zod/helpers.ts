import { type Code, code, identifier, join, list, nothing } from "../../printer/index.js";

/** What `schemas.ts` may import from the runtime: names that validators of a server cannot have. */
export const HELPER_NAMES = [
  "allOf",
  "asDates",
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
  "oneOf",
  "oneOfValues",
  "pattern",
  "propertyNames",
  "record",
  "schema",
  "uniqueItems",
] as const;

/** The helper that declares a validator. */
export const DECLARER: HelperName = "schema";

export type HelperName = (typeof HELPER_NAMES)[number];

const comma = code`, `;

/** Caches code by name: there are few names, but one in every line. */
function once(make: (name: string) => Code): (name: string) => Code {
  const made = new Map<string, Code>();
  return (name) => {
    let text = made.get(name);
    if (text === undefined) made.set(name, (text = make(name)));
    return text;
  };
}

const zodCall = once((name) => code`z.${identifier(name)}()`);
const zodName = once((name) => code`z.${identifier(name)}`);
const methodCall = once((name) => code`.${identifier(name)}()`);
const methodName = once((name) => code`.${identifier(name)}`);

/** Prints `callee(...args)`. Only the last argument may break into lines, since those before it are short. */
export function call(callee: Code, args: readonly Code[]): Code {
  return code`${callee}(${args.length === 1 ? (args[0] as Code) : join(args, comma)})`;
}

/** Prints `z.name(...args)`. */
export function zod(name: string, ...args: readonly Code[]): Code {
  return args.length === 0 ? zodCall(name) : call(zodName(name), args);
}

/** Prints `target.name(...args)`. */
export function method(target: Code, name: string, ...args: readonly Code[]): Code {
  if (args.length === 0) return code`${target}${methodCall(name)}`;
  return code`${target}${methodName(name)}(${args.length === 1 ? (args[0] as Code) : join(args, comma)})`;
}

/** Prints `key: value` of an object literal. */
export function member(key: Code, value: Code): Code {
  return code`${key}: ${value}`;
}

export function array(items: readonly Code[]): Code {
  return list(code`[`, items, code`]`);
}

/** Prints an object literal of the members that exist; `nothing` if there are none. */
export function options(members: readonly (Code | undefined)[]): Code {
  const present = members.filter((member) => member !== undefined);
  return present.length === 0 ? nothing : object(present);
}

export function object(members: readonly Code[]): Code {
  return list(code`{`, members, code`}`, { padded: true });
}
