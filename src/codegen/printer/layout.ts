/**
 * A document with possible line breaks (Wadler, "A prettier printer"). A `group` is printed on one line if it
 * fits; otherwise each of its own `line`s becomes a new line.
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
  let text = "";
  let row = "";
  const open = new Stack();
  open.push(doc, 0, false);
  while (open.pop()) {
    const { doc: at, columns, flat } = open;
    switch (at.kind) {
      case "text":
        row += at.text;
        break;
      case "ifBroken":
        if (!flat) row += at.broken;
        break;
      case "line":
        if (flat && !at.hard) row += at.flat;
        else {
          text += `${row.trimEnd()}\n`;
          row = " ".repeat(columns);
        }
        break;
      case "concat":
        for (let i = at.parts.length - 1; i >= 0; i--) open.push(at.parts[i] as Doc, columns, flat);
        break;
      case "indent":
        open.push(at.inner, columns + at.columns, flat);
        break;
      case "group":
        open.push(at.inner, columns, flat || fits(at.inner, width - row.length, open));
        break;
    }
  }
  return text + row.trimEnd();
}

/** What remains to be printed, the next one on top: three columns rather than an object for each. */
class Stack {
  readonly #docs: Doc[] = [];
  readonly #columns: number[] = [];
  readonly #flat: boolean[] = [];
  /** What was popped last. */
  doc: Doc = line;
  columns = 0;
  flat = false;

  get size(): number {
    return this.#docs.length;
  }

  push(doc: Doc, columns: number, flat: boolean): void {
    this.#docs.push(doc);
    this.#columns.push(columns);
    this.#flat.push(flat);
  }

  /** Returns false if nothing is left. */
  pop(): boolean {
    const doc = this.#docs.pop();
    if (doc === undefined) return false;
    this.doc = doc;
    this.columns = this.#columns.pop() as number;
    this.flat = this.#flat.pop() as boolean;
    return true;
  }

  docAt(index: number): Doc {
    return this.#docs[index] as Doc;
  }

  isFlat(index: number): boolean {
    return this.#flat[index] as boolean;
  }
}

/** Whether `doc`, printed flat, and what follows it up to the next possible break, fit in `room` columns. */
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
