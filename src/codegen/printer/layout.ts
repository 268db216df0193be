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

type Mode = "flat" | "broken";
interface Item {
  readonly doc: Doc;
  readonly columns: number;
  readonly mode: Mode;
}

/** Prints `doc` in lines of at most `width` columns where its groups allow it. No line ends in white space. */
export function render(doc: Doc, width = 110): string {
  const out: string[] = [];
  let column = 0;
  const stack: Item[] = [{ doc, columns: 0, mode: "broken" }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { doc: at, columns, mode } = item;
    switch (at.kind) {
      case "text":
        out.push(at.text);
        column += at.text.length;
        break;
      case "ifBroken":
        if (mode === "broken") {
          out.push(at.broken);
          column += at.broken.length;
        }
        break;
      case "line":
        if (mode === "flat" && !at.hard) {
          out.push(at.flat);
          column += at.flat.length;
        } else {
          out.push("\n", " ".repeat(columns));
          column = columns;
        }
        break;
      case "concat":
        for (let i = at.parts.length - 1; i >= 0; i--) stack.push({ doc: at.parts[i] as Doc, columns, mode });
        break;
      case "indent":
        stack.push({ doc: at.inner, columns: columns + at.columns, mode });
        break;
      case "group":
        stack.push({
          doc: at.inner,
          columns,
          mode: mode === "flat" || fits(at.inner, width - column, stack) ? "flat" : "broken",
        });
        break;
    }
  }
  return out.join("").replace(/[ \t]+$/gm, "");
}

/** Does `doc`, printed flat, and what follows it up to the next possible break, fit in `room` columns? */
function fits(doc: Doc, room: number, rest: readonly Item[]): boolean {
  const stack: Item[] = [{ doc, columns: 0, mode: "flat" }];
  let left = room;
  let next = rest.length - 1;
  while (left >= 0) {
    const item = stack.pop() ?? rest[next--];
    if (item === undefined) return true;
    const { doc: at, mode } = item;
    if (at.kind === "text") left -= at.text.length;
    else if (at.kind === "ifBroken") left -= mode === "broken" ? at.broken.length : 0;
    else if (at.kind === "line") {
      if (at.hard) return mode === "broken";
      if (mode === "broken") return true;
      left -= at.flat.length;
    } else if (at.kind === "concat")
      for (let i = at.parts.length - 1; i >= 0; i--) stack.push({ ...item, doc: at.parts[i] as Doc });
    else stack.push({ ...item, doc: at.inner });
  }
  return false;
}
