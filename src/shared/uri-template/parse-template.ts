/** How an expression is expanded (RFC 6570, appendix A). */
export interface Operator {
  readonly symbol: "" | "+" | "#" | "." | "/" | ";" | "?" | "&";
  /** Put before the first value. */
  readonly first: string;
  readonly separator: string;
  /** Whether values are written as `name=value`. */
  readonly named: boolean;
  /** Put after the name of an empty value. */
  readonly ifEmpty: string;
  /** Whether reserved characters are kept. */
  readonly reserved: boolean;
}

/** One variable of an expression. */
export interface VarSpec {
  readonly name: string;
  /** `*`: expand each item of a list or object separately. */
  readonly explode: boolean;
  /** `:n`: use only the first n characters. */
  readonly prefix?: number;
}

/** Literal text, or an expression in braces. */
export type TemplatePart = string | { readonly operator: Operator; readonly variables: readonly VarSpec[] };

const operators: readonly Operator[] = [
  { symbol: "", first: "", separator: ",", named: false, ifEmpty: "", reserved: false },
  { symbol: "+", first: "", separator: ",", named: false, ifEmpty: "", reserved: true },
  { symbol: "#", first: "#", separator: ",", named: false, ifEmpty: "", reserved: true },
  { symbol: ".", first: ".", separator: ".", named: false, ifEmpty: "", reserved: false },
  { symbol: "/", first: "/", separator: "/", named: false, ifEmpty: "", reserved: false },
  { symbol: ";", first: ";", separator: ";", named: true, ifEmpty: "", reserved: false },
  { symbol: "?", first: "?", separator: "&", named: true, ifEmpty: "=", reserved: false },
  { symbol: "&", first: "&", separator: "&", named: true, ifEmpty: "=", reserved: false },
];
const bySymbol = new Map<string, Operator>(operators.map((operator) => [operator.symbol, operator]));

/**
 * Names may contain hyphens, as in `{user-id}`, although the RFC does not allow them: servers use them, and they are
 * unambiguous.
 */
const VARSPEC = /^((?:\w|%[0-9A-Fa-f]{2})(?:[.-]?(?:\w|%[0-9A-Fa-f]{2}))*)(?:(\*)|:([1-9]\d{0,3}))?$/;

/**
 * Parses an RFC 6570 template, in linear time.
 * @throws {SyntaxError} naming the place
 */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (let at = 0; at < template.length;) {
    const open = template.indexOf("{", at);
    const literal = template.slice(at, open === -1 ? undefined : open);
    const stray = literal.indexOf("}");
    if (stray !== -1) throw new SyntaxError(`"}" without "{" at ${at + stray}`);
    if (literal !== "") parts.push(literal);
    if (open === -1) break;
    const close = template.indexOf("}", open);
    if (close === -1) throw new SyntaxError(`"{" without "}" at ${open}`);
    parts.push(expression(template.slice(open + 1, close), open));
    at = close + 1;
  }
  return parts;
}

/** What a template says about one of its variables. */
export interface TemplateVariable {
  readonly name: string;
  /**
   * Types of its value besides a string. If every use of it is exploded (`*`): a map if each item becomes `name=value` (`;`,
   * `?`, `&`), otherwise a list. With a prefix (`:n`), only a string.
   */
  readonly kind: "string" | "list" | "map";
  /** Whether omitting it leaves a gap in the URI: it does for `{id}`, but not for `{?page}`. */
  readonly required: boolean;
}

/** Returns every variable of a template once, in the order of first use. @throws {SyntaxError} */
export function templateVariables(template: string): readonly TemplateVariable[] {
  const seen = new Map<string, TemplateVariable>();
  for (const part of parseTemplate(template)) {
    if (typeof part === "string") continue;
    for (const { name, explode } of part.variables) {
      const kind = !explode ? "string" : part.operator.named ? "map" : "list";
      const before = seen.get(name);
      const required = part.operator.first === "" || before?.required === true;
      seen.set(name, { name, kind: before === undefined ? kind : narrower(before.kind, kind), required });
    }
  }
  return [...seen.values()];
}

const WIDTH = { string: 0, list: 1, map: 2 } as const;

function narrower(a: TemplateVariable["kind"], b: TemplateVariable["kind"]): TemplateVariable["kind"] {
  return WIDTH[a] <= WIDTH[b] ? a : b;
}

function expression(text: string, at: number): Exclude<TemplatePart, string> {
  const operator = bySymbol.get(text.charAt(0)) ?? operators[0]!;
  const variables = text
    .slice(operator.symbol.length)
    .split(",")
    .map((spec): VarSpec => {
      const [, name, star, prefix] = VARSPEC.exec(spec) ?? [];
      if (name === undefined) throw new SyntaxError(`{${text}} at ${at} is not an RFC 6570 expression`);
      return { name, explode: star !== undefined, ...(prefix !== undefined && { prefix: Number(prefix) }) };
    });
  return { operator, variables };
}
