import type { Json } from "../../shared/json/json.js";
import { escapeForCode, hasInvisible } from "../../shared/text/invisible.js";
import { Code, code, list } from "./code.js";

/**
 * Characters that may be raw between quotes: printable ASCII and letters, marks, numbers, punctuation, symbols, but no quote or
 * backslash.
 */
const PLAIN = /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

/** ASCII text that needs no escapes in a double-quoted string. */
const SIMPLE = /^[ !#-[\]-~]*$/;

/** Node searches the whole text of a module for this, including literals, when it maps stack traces. */
const SOURCE_MAP = /[/*][#@](?=\s*source(?:Mapping)?URL)/gi;

function escaped(text: string): string {
  if (SIMPLE.test(text)) return withoutSourceMap(text);
  let out = "";
  for (const c of text) {
    if (c === '"' || c === "\\") out += `\\${c}`;
    else if (c === "\n") out += "\\n";
    else if (c === "\t") out += "\\t";
    else if (PLAIN.test(c) && !hasInvisible(c)) out += c;
    else out += escapeForCode(c);
  }
  return withoutSourceMap(out);
}

function withoutSourceMap(inner: string): string {
  return inner.replace(SOURCE_MAP, (mark) => `${mark[0]}\\u00${mark.charCodeAt(1).toString(16)}`);
}

/** Prints a string literal in double quotes that decodes to exactly `text`. */
export function string(text: string): Code {
  return Code.mint({ kind: "text", text: `"${escaped(text)}"` });
}

/** Prints a number that TypeScript reads back unchanged, including its sign. */
export function number(value: number): Code {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a JSON number`);
  return Code.mint({ kind: "text", text: Object.is(value, -0) ? "-0" : String(value) });
}

/** Prints any JSON value as an expression that evaluates to an equal value, including own `__proto__` keys. */
export function literal(value: Json): Code {
  if (value === null || typeof value === "boolean") return Code.mint({ kind: "text", text: String(value) });
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return string(value);
  if (Array.isArray(value)) return list(code`[`, value.map(literal), code`]`);
  const object = value as { readonly [key: string]: Json };
  const members = Object.keys(object).map(
    (key) => code`${propertyKey(key)}: ${literal(object[key] as Json)}`,
  );
  return list(code`{`, members, code`}`, { padded: true });
}

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/**
 * Prints a name that the plan chose. Throws on anything but an ASCII identifier, into which the plan has turned every foreign
 * name.
 */
export function identifier(name: string): Code {
  if (!IDENTIFIER.test(name)) throw new TypeError(`not an identifier: ${JSON.stringify(name)}`);
  return Code.mint({ kind: "text", text: name });
}

/** Prints a key of an object literal; `["__proto__"]` makes that key an ordinary property. */
export function propertyKey(name: string): Code {
  if (name === "__proto__") return Code.mint({ kind: "text", text: '["__proto__"]' });
  return IDENTIFIER.test(name) ? Code.mint({ kind: "text", text: name }) : string(name);
}

/** Prints a key of an interface or object type. */
export function memberKey(name: string): Code {
  return IDENTIFIER.test(name) ? Code.mint({ kind: "text", text: name }) : string(name);
}
