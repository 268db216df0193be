import { type Doc, hardLine, line, render, softLine } from "./layout.js";

/**
 * A piece of TypeScript. Only this folder can make one: from the source text of this package (the fixed parts of `code`
 * templates) and from foreign values through `string`, `literal`, `identifier`, `propertyKey` and `jsdoc`. Other modules
 * can compose `Code` but cannot read or change its text, which is why a server's words cannot become code.
 */
export class Code {
  readonly #doc: Doc;

  private constructor(doc: Doc) {
    this.#doc = doc;
  }

  /** For this folder only, which the source walk in test/codegen/printer enforces. */
  static mint(doc: Doc): Code {
    return new Code(doc);
  }

  static docOf(code: Code): Doc {
    return code.#doc;
  }
}

/** Whether a value is code that this folder made. */
export function isCode(value: unknown): value is Code {
  return value instanceof Code;
}

export const nothing: Code = Code.mint({ kind: "concat", parts: [] });

/** Returns the text of `code`, wrapped at `width` columns (default 110), ending in one line feed. */
export function print(code: Code, width?: number): string {
  return `${render(Code.docOf(code), width)
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

/**
 * Composes code: the template's fixed text is ours, its holes accept only `Code`. Line breaks are kept, and the text in
 * a hole is indented like the line that contains it.
 */
export function code(fixed: TemplateStringsArray, ...holes: readonly Code[]): Code {
  const lines = linesOf(fixed).map(({ columns, pieces }): Doc => {
    const parts = pieces.map((piece) =>
      typeof piece === "number" ? Code.docOf(holes[piece] as Code) : piece,
    );
    const inner: Doc = parts.length === 1 ? (parts[0] as Doc) : { kind: "concat", parts };
    return columns === 0 ? inner : { kind: "indent", columns, inner };
  });
  return Code.mint(lines.length === 1 ? (lines[0] as Doc) : { kind: "concat", parts: lines });
}

/** A line of a template: our text, and the indexes of the holes in between. */
interface TemplateLine {
  readonly columns: number;
  readonly pieces: readonly (Doc | number)[];
}

/** A template is one object for the life of the program, so it is parsed once. */
const known = new WeakMap<TemplateStringsArray, readonly TemplateLine[]>();

function linesOf(fixed: TemplateStringsArray): readonly TemplateLine[] {
  const seen = known.get(fixed);
  if (seen !== undefined) return seen;
  const lines: { columns: number; pieces: (Doc | number)[] }[] = [{ columns: 0, pieces: [] }];
  fixed.forEach((text, i) => {
    text.split("\n").forEach((part, n) => {
      if (n > 0) lines.push({ columns: part.length - part.trimStart().length, pieces: [hardLine] });
      const own = n > 0 ? part.trimStart() : part;
      if (own !== "") lines.at(-1)?.pieces.push({ kind: "text", text: own });
    });
    if (i < fixed.length - 1) lines.at(-1)?.pieces.push(i);
  });
  known.set(fixed, lines);
  return lines;
}

/** Joins `items` with `separator`. */
export function join(items: readonly Code[], separator: Code): Code {
  const parts: Doc[] = [];
  for (const item of items) {
    if (parts.length > 0) parts.push(Code.docOf(separator));
    parts.push(Code.docOf(item));
  }
  return Code.mint({ kind: "concat", parts });
}

/** Puts each of `items` on a line of its own, with `gap` blank lines in between (default 0). */
export function onLines(items: readonly Code[], gap = 0): Code {
  const between = Code.mint({ kind: "concat", parts: Array.from({ length: gap + 1 }, () => hardLine) });
  return join(items, between);
}

export interface ListOptions {
  /** Between two items, before a possible break. Default `,`. */
  readonly separator?: "," | ";";
  /** Whether `open` and `close` are padded by a space on one line, as in `{ a }`. Default false. */
  readonly padded?: boolean;
  /** Whether the last item is followed by the separator when broken. Default true. */
  readonly trailing?: boolean;
}

/** Prints `open item, item close` on one line if it fits, else one item per line. */
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

/** Prints a binary operator's operands: on one line if they fit, else each on its own line after the operator. */
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
