import { type Doc, hardLine, line, render, softLine } from "./layout.js";

/**
 * A piece of TypeScript. Only this folder can make one: from the source text of this package (the fixed parts of
 * `code` templates) and from foreign values through `string`, `literal`, `identifier`, `propertyKey` and `jsdoc`.
 * Whoever holds a `Code` can compose it, never read or change its text: that is why a server's words cannot become code.
 */
export class Code {
  readonly #doc: Doc;

  private constructor(doc: Doc) {
    this.#doc = doc;
  }

  /** For this folder only; the source walk in test/codegen/printer holds everyone else to it. */
  static mint(doc: Doc): Code {
    return new Code(doc);
  }

  static docOf(code: Code): Doc {
    return code.#doc;
  }
}

export const nothing: Code = Code.mint({ kind: "concat", parts: [] });

/** The text of `code`, wrapped at `width` columns (default 110), ending in one line feed. */
export function print(code: Code, width?: number): string {
  return `${render(Code.docOf(code), width)
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

/**
 * Composes code: the template's fixed text is ours, its holes take `Code` only. A line break is a line break, and
 * what stands in a hole is indented as the line that holds it.
 */
export function code(fixed: TemplateStringsArray, ...holes: readonly Code[]): Code {
  const lines: Doc[] = [];
  let current: Doc[] = [];
  let columns = 0;
  const flush = (): void => {
    lines.push({
      kind: "indent",
      columns,
      inner: { kind: "concat", parts: [...(lines.length > 0 ? [hardLine] : []), ...current] },
    });
    current = [];
  };
  fixed.forEach((text, i) => {
    text.split("\n").forEach((part, n) => {
      if (n > 0) {
        flush();
        columns = part.length - part.trimStart().length;
      }
      const own = n > 0 ? part.trimStart() : part;
      if (own !== "") current.push({ kind: "text", text: own });
    });
    const hole = holes[i];
    if (hole !== undefined) current.push(Code.docOf(hole));
  });
  flush();
  return Code.mint(lines.length === 1 ? (lines[0] as Doc) : { kind: "concat", parts: lines });
}

/** `items` with `separator` between them. */
export function join(items: readonly Code[], separator: Code): Code {
  const parts = items.flatMap((item, i) =>
    i === 0 ? [Code.docOf(item)] : [Code.docOf(separator), Code.docOf(item)],
  );
  return Code.mint({ kind: "concat", parts });
}

/** `items`, each on a line of its own; `gap` blank lines between them (default 0). */
export function onLines(items: readonly Code[], gap = 0): Code {
  const between = Code.mint({ kind: "concat", parts: Array.from({ length: gap + 1 }, () => hardLine) });
  return join(items, between);
}

/** Printed on one line if it fits. */
export function group(inner: Code): Code {
  return Code.mint({ kind: "group", inner: Code.docOf(inner) });
}

export interface ListOptions {
  /** Between two items, before a possible break. Default `,`. */
  readonly separator?: "," | ";";
  /** Whether `open` and `close` are padded by a space on one line, as in `{ a }`. Default false. */
  readonly padded?: boolean;
  /** Whether the last item is followed by the separator when broken. Default true. */
  readonly trailing?: boolean;
}

/** `open item, item close` on one line where it fits, else one item a line. */
export function list(open: Code, items: readonly Code[], close: Code, options: ListOptions = {}): Code {
  if (items.length === 0) return join([open, close], nothing);
  const { separator = ",", padded = false, trailing = true } = options;
  const edge = padded ? line : softLine;
  const between: Doc = { kind: "concat", parts: [{ kind: "text", text: separator }, line] };
  const inner: Doc = {
    kind: "indent",
    columns: 2,
    inner: {
      kind: "concat",
      parts: [
        edge,
        ...items.flatMap((item, i) => (i === 0 ? [Code.docOf(item)] : [between, Code.docOf(item)])),
      ],
    },
  };
  const end: Doc = trailing ? { kind: "ifBroken", broken: separator } : { kind: "concat", parts: [] };
  return Code.mint({
    kind: "group",
    inner: { kind: "concat", parts: [Code.docOf(open), inner, end, edge, Code.docOf(close)] },
  });
}

/** A binary operator's operands: on one line where they fit, else each on its own line, led by the operator. */
export function operands(items: readonly Code[], operator: "|" | "&"): Code {
  if (items.length === 1) return items[0] as Code;
  const lead: Doc = { kind: "concat", parts: [softLine, { kind: "ifBroken", broken: `${operator} ` }] };
  const next: Doc = { kind: "concat", parts: [line, { kind: "text", text: `${operator} ` }] };
  const parts = items.flatMap((item, i) => [i === 0 ? lead : next, Code.docOf(item)]);
  return Code.mint({
    kind: "group",
    inner: { kind: "indent", columns: 2, inner: { kind: "concat", parts } },
  });
}
