import { createScanner, type Node } from "jsonc-parser";
import type { Json } from "../json/json.js";

/** A replacement of `length` characters at `offset`. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The line breaks and indentation of a document. */
export interface TextStyle {
  readonly newline: string;
  readonly indent: string;
}

export function styleOf(text: string): TextStyle {
  return { newline: text.includes("\r\n") ? "\r\n" : "\n", indent: /\n([ \t]+)\S/.exec(text)?.[1] ?? "  " };
}

export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (edited, { offset, length, text: put }) =>
        edited.slice(0, offset) + put + edited.slice(offset + length),
      text,
    );
}

/** Replaces a node by `value`. */
export function replaceNode(text: string, node: Node, value: Json, style: TextStyle): readonly TextEdit[] {
  return [
    { offset: node.offset, length: node.length, text: print(value, indentAt(text, node.offset), style) },
  ];
}

/** Adds a member at the end of an object; a single-line object stays on its line. Comments stay with the member before them. */
export function insertMember(
  text: string,
  object: Node,
  key: string,
  value: Json,
  style: TextStyle,
): readonly TextEdit[] {
  const name = `${JSON.stringify(key)}: `;
  return insertLast(
    text,
    object,
    (indent) => name + print(value, indent, style),
    name + JSON.stringify(value),
    style,
  );
}

/** Adds an item at the end of an array, like `insertMember`. */
export function insertItem(text: string, array: Node, value: Json, style: TextStyle): readonly TextEdit[] {
  return insertLast(text, array, (indent) => print(value, indent, style), JSON.stringify(value), style);
}

/** @param onLines returns the text at an indentation; `inline`: the same on one line */
function insertLast(
  text: string,
  parent: Node,
  onLines: (indent: string) => string,
  inline: string,
  style: TextStyle,
): readonly TextEdit[] {
  const brace = parent.offset + parent.length - 1;
  const last = parent.children?.at(-1);
  const outer = indentAt(text, parent.offset);
  if (last === undefined) {
    const inner = outer + style.indent;
    const start = text.slice(0, brace).trimEnd().length;
    const put = `${style.newline}${inner}${onLines(inner)}${style.newline}${outer}`;
    return [{ offset: start, length: brace - start, text: put }];
  }
  const end = last.offset + last.length;
  const comma = commaAfter(text, end);
  const commaEdit = comma === undefined ? [{ offset: end, length: 0, text: "," }] : [];
  const lineEnd = text.slice(end).search(/\r?\n/);
  if (lineEnd === -1 || end + lineEnd > brace) {
    const put = `${comma === undefined ? "," : ""} ${inline}`;
    return [{ offset: comma === undefined ? end : comma + 1, length: 0, text: put }];
  }
  const own = indentAt(text, last.offset);
  // If the last one had a trailing comma, the new last one gets it.
  const line = `${style.newline}${own}${onLines(own)}${comma === undefined ? "" : ","}`;
  if (comma === undefined && lineEnd === 0) return [{ offset: end, length: 0, text: `,${line}` }];
  return [...commaEdit, { offset: end + lineEnd, length: 0, text: line }];
}

/** Removes a member, its comma, and the line if it becomes empty. */
export function removeMember(text: string, property: Node): readonly TextEdit[] {
  const end = property.offset + property.length;
  const comma = commaAfter(text, end);
  const { parent } = property;
  const siblings = parent?.children ?? [];
  if (parent !== undefined && siblings.length === 1) {
    const inner = { offset: parent.offset + 1, length: parent.length - 2, text: "" };
    const around = text.slice(inner.offset, property.offset) + text.slice(end, inner.offset + inner.length);
    if (/^[\s,]*$/.test(around)) return [inner];
  }
  const before = siblings[siblings.indexOf(property) - 1];
  const commaBefore =
    comma === undefined && before !== undefined ? commaAfter(text, before.offset + before.length) : undefined;
  const lineStart = text.slice(0, property.offset).search(/[ \t]*$/);
  const stop = comma === undefined ? end : comma + 1;
  const rest = /^[ \t]*(\r?\n|$)/.exec(text.slice(stop))?.[0];
  const alone = (lineStart === 0 || text[lineStart - 1] === "\n") && rest !== undefined;
  if (!alone && comma === undefined && before !== undefined && commaBefore !== undefined)
    return [{ offset: commaBefore, length: end - commaBefore, text: "" }];
  const start = alone ? lineStart : property.offset;
  const gap = alone ? rest.length : (/^[ \t]*/.exec(text.slice(stop))?.[0].length ?? 0);
  return [
    { offset: start, length: stop + gap - start, text: "" },
    ...(commaBefore === undefined ? [] : [{ offset: commaBefore, length: 1, text: "" }]),
  ];
}

/** Returns the offset of the next comma, skipping comments and white space. */
function commaAfter(text: string, offset: number): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const token = scanner.getTokenOffset();
  return text[token] === "," ? token : undefined;
}

/** Returns the white space at the start of the line of `offset`. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

function print(value: Json, indent: string, { newline, indent: step }: TextStyle): string {
  return JSON.stringify(value, null, step).replaceAll("\n", newline + indent);
}
