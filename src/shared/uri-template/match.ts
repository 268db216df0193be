import { expand } from "./expand.js";
import { type Operator, parseTemplate, type TemplatePart, type VarSpec } from "./parse-template.js";

/** Values of variables: exploded ones are lists, or maps if items are written as `name=value`. */
export type MatchedVariables = Readonly<
  Record<string, string | readonly string[] | Readonly<Record<string, string>>>
>;

/** Matches a value without reserved characters. */
const PLAIN = /^[A-Za-z0-9\-._~%,=]*$/;

/**
 * Returns the variables with which a template (RFC 6570) expands to a URI; `undefined` if there are none. An expression ends
 * where the next literal begins, so that the time is linear. If two expressions are adjacent, the first takes everything.
 *
 * @throws {SyntaxError} when `template` is not a URI template
 */
export function match(template: string, uri: string): MatchedVariables | undefined {
  const parts = parseTemplate(template);
  const found: Record<string, MatchedVariables[string]> = Object.create(null) as never;
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const end = typeof part === "string" ? at + literal(part).length : endOf(parts, i, uri, at);
    const text = uri.slice(at, end);
    if (typeof part === "string" ? text !== literal(part) : !take(part.operator, part.variables, text, found))
      return undefined;
    at = end;
  }
  return at === uri.length ? { ...found } : undefined;
}

function literal(text: string): string {
  return expand(text, {});
}

/** Returns where the expression at `index` ends: before what follows it. */
function endOf(parts: readonly TemplatePart[], index: number, uri: string, from: number): number {
  const next = parts[index + 1];
  if (next === undefined) return uri.length;
  if (typeof next === "string" && index + 2 === parts.length)
    return Math.max(from, uri.length - literal(next).length);
  const border = typeof next === "string" ? literal(next) : next.operator.first;
  const end = border === "" ? -1 : uri.indexOf(border, from);
  return end === -1 ? uri.length : end;
}

/** Reads the variables of an expression from its text; `false` if the expression cannot produce this text. */
function take(
  { first, separator, named, reserved }: Operator,
  specs: readonly VarSpec[],
  text: string,
  found: Record<string, MatchedVariables[string]>,
): boolean {
  if (text === "") return first !== "";
  if (!text.startsWith(first)) return false;
  const body = text.slice(first.length);
  const alone = specs.length === 1 && specs[0]?.explode === false;
  const items = alone && !named ? [body] : body.split(separator);
  if (!reserved && !items.every((item) => PLAIN.test(item))) return false;
  if (named) return items.every((item) => takeNamed(specs, item, found));
  for (const { name, explode } of specs) {
    if (items.length === 0) break;
    found[name] = explode ? items.splice(0).map(decoded) : decoded(items.shift() as string);
  }
  return items.length === 0;
}

/** Reads `name=value` of a variable, or an item of an exploded map. */
function takeNamed(
  specs: readonly VarSpec[],
  item: string,
  found: Record<string, MatchedVariables[string]>,
): boolean {
  const [, key = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(item) ?? [];
  const spec = specs.find(({ name }) => name === key) ?? specs.find(({ explode }) => explode);
  if (spec === undefined) return false;
  const before = found[spec.name];
  if (!spec.explode) found[spec.name] = decoded(value);
  else if (spec.name === key)
    found[key] = [...(Array.isArray(before) ? (before as string[]) : []), decoded(value)];
  else
    found[spec.name] = { ...(before as Record<string, string> | undefined), [decoded(key)]: decoded(value) };
  return true;
}

/** Returns a text that is not percent-encoded unchanged. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
