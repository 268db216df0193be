/**
 * A document that knows where it may break (Wadler, "A prettier printer"). A `group` is printed on one line when
 * it fits; otherwise each of its own `line`s becomes a new line.
 */
export type Doc =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "line"; readonly flat: string; readonly hard: boolean }
  | { readonly kind: "concat"; readonly parts: readonly Doc[] }
  | { readonly kind: "indent"; readonly columns: number; readonly inner: Doc }
  | { readonly kind: "group"; readonly inner: Doc }
  | { readonly kind: "ifBroken"; readonly broken: string };

export const hardLine: Doc = { kind: "line", flat: "", hard: true };
/** A space when flat. */
export const line: Doc = { kind: "line", flat: " ", hard: false };
/** Nothing when flat. */
export const softLine: Doc = { kind: "line", flat: "", hard: false };

/** Prints `doc` in lines of at most `width` columns where its groups allow it. No line ends in white space. */
export function render(doc: Doc, width = 110): string {
  const out: string[] = [];
  let column = 0;
  const open = new Stack();
  open.push(doc, 0, false);
  while (open.size > 0) {
    const { doc: at, columns, flat } = open.pop();
    switch (at.kind) {
      case "text":
        out.push(at.text);
        column += at.text.length;
        break;
      case "ifBroken":
        if (flat) break;
        out.push(at.broken);
        column += at.broken.length;
        break;
      case "line":
        if (flat && !at.hard) {
          out.push(at.flat);
          column += at.flat.length;
        } else {
          trimEnd(out);
          out.push("\n", " ".repeat(columns));
          column = columns;
        }
        break;
      case "concat":
        for (let i = at.parts.length - 1; i >= 0; i--) open.push(at.parts[i] as Doc, columns, flat);
        break;
      case "indent":
        open.push(at.inner, columns + at.columns, flat);
        break;
      case "group":
        open.push(at.inner, columns, flat || fits(at.inner, width - column, open));
        break;
    }
  }
  trimEnd(out);
  return out.join("");
}

/** What is still to be printed, the next one on top: three columns rather than an object for each. */
class Stack {
  readonly #docs: Doc[] = [];
  readonly #columns: number[] = [];
  readonly #flat: boolean[] = [];

  get size(): number {
    return this.#docs.length;
  }

  push(doc: Doc, columns: number, flat: boolean): void {
    this.#docs.push(doc);
    this.#columns.push(columns);
    this.#flat.push(flat);
  }

  pop(): { readonly doc: Doc; readonly columns: number; readonly flat: boolean } {
    return {
      doc: this.#docs.pop() as Doc,
      columns: this.#columns.pop() as number,
      flat: this.#flat.pop() as boolean,
    };
  }

  docAt(index: number): Doc {
    return this.#docs[index] as Doc;
  }

  isFlat(index: number): boolean {
    return this.#flat[index] as boolean;
  }
}

/** Takes white space off the end of the line that is being printed. */
function trimEnd(out: string[]): void {
  for (let last = out.at(-1); last !== undefined && last !== "\n"; last = out.at(-1)) {
    const trimmed = last.trimEnd();
    if (trimmed === last) return;
    out.pop();
    if (trimmed !== "") {
      out.push(trimmed);
      return;
    }
  }
}

/** Does `doc`, printed flat, and what follows it up to the next possible break, fit in `room` columns? */
function fits(doc: Doc, room: number, rest: Stack): boolean {
  const open: Doc[] = [doc];
  let left = room;
  let next = rest.size;
  let flat = true;
  while (left >= 0) {
    let at = open.pop();
    if (at === undefined) {
      if (--next < 0) return true;
      at = rest.docAt(next);
      flat = rest.isFlat(next);
    }
    switch (at.kind) {
      case "text":
        left -= at.text.length;
        break;
      case "ifBroken":
        if (!flat) left -= at.broken.length;
        break;
      case "line":
        if (at.hard || !flat) return !flat;
        left -= at.flat.length;
        break;
      case "concat":
        for (let i = at.parts.length - 1; i >= 0; i--) open.push(at.parts[i] as Doc);
        break;
      default:
        open.push(at.inner);
    }
  }
  return false;
}
