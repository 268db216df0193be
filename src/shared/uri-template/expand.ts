import { type Operator, parseTemplate, type VarSpec } from "./parse-template.js";

const UNRESERVED = /[^A-Za-z0-9\-._~]/gu;
/** Reserved characters and existing percent-encodings are kept. */
const NEITHER = /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/gu;

/**
 * Expands an RFC 6570 template (level 4) to a URI. Strings, numbers and booleans are values; arrays are lists; other objects
 * are associative arrays; `undefined`, `null` and empty lists are left out.
 *
 * @throws {SyntaxError} when `template` is not a URI template
 * @throws {TypeError} when the value is a list or map, but the template uses the first characters of a string (`{name:3}`)
 */
export function expand(template: string, variables: Readonly<Record<string, unknown>>): string {
  return parseTemplate(template)
    .map((part) =>
      typeof part === "string" ? encode(part, true) : expression(part.operator, part.variables, variables),
    )
    .join("");
}

function expression(
  operator: Operator,
  specs: readonly VarSpec[],
  variables: Readonly<Record<string, unknown>>,
): string {
  const texts = specs.flatMap((spec) => {
    const value = Object.hasOwn(variables, spec.name) ? variables[spec.name] : undefined;
    return expandVariable(operator, spec, value);
  });
  return texts.length === 0 ? "" : operator.first + texts.join(operator.separator);
}

/** Expands one variable; returns nothing if it is undefined. */
function expandVariable(operator: Operator, spec: VarSpec, value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") {
    const text = String(value);
    return [
      named(operator, spec.name, encode(prefixOf(text, spec.prefix, operator.reserved), operator.reserved)),
    ];
  }
  if (spec.prefix !== undefined)
    throw new TypeError(`{${spec.name}:${spec.prefix}} takes a text: a list or map has no first characters.`);
  const pairs = Array.isArray(value)
    ? undefined
    : Object.entries(value).filter(([, item]) => isDefined(item));
  const items = pairs === undefined ? (value as readonly unknown[]).filter(isDefined) : [];
  const text = (item: unknown): string => encode(String(item), operator.reserved);
  if (pairs === undefined) {
    if (items.length === 0) return [];
    if (!spec.explode) return [named(operator, spec.name, items.map(text).join(","))];
    return items.map((item) => named(operator, spec.name, text(item)));
  }
  if (pairs.length === 0) return [];
  if (!spec.explode)
    return [named(operator, spec.name, pairs.map(([key, item]) => `${text(key)},${text(item)}`).join(","))];
  return pairs.map(([key, item]) => {
    const encoded = text(item);
    return operator.named && encoded === "" ? text(key) + operator.ifEmpty : `${text(key)}=${encoded}`;
  });
}

/**
 * Returns the first characters of a text; existing percent-encodings that are kept count as one character (RFC 6570, section
 * 2.4.1).
 */
function prefixOf(text: string, length: number | undefined, reserved: boolean): string {
  if (length === undefined) return text;
  const characters = reserved ? (text.match(/%[0-9A-Fa-f]{2}|./gsu) ?? []) : [...text];
  return characters.slice(0, length).join("");
}

function named(operator: Operator, name: string, text: string): string {
  if (!operator.named) return text;
  return text === "" ? name + operator.ifEmpty : `${name}=${text}`;
}

function encode(text: string, reserved: boolean): string {
  return text.replace(reserved ? NEITHER : UNRESERVED, percent);
}

function percent(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

function isDefined(value: unknown): boolean {
  return value !== undefined && value !== null;
}
