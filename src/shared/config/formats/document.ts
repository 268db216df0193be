import type { Json } from "../../json/json.js";
import type { ConfigFault } from "../fault.js";

/** A document read from text of any format. */
export interface ConfigDocument {
  /** The value; `undefined` if the text does not have the format at all, or is empty. */
  readonly value: Json | undefined;
  /** Syntax errors and duplicate names, with line and column. */
  readonly faults: readonly ConfigFault[];
  /** Returns the position of a value in the text, counted from 1; that of the nearest parent if the value is absent. */
  placeOf(pointer: string): Place;
}

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Returns line and column of an offset in a text. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** The first line of what a parser says; where its stack ended, what that means. */
export function whyInvalid(message: string): string {
  const [first = ""] = message.split("\n");
  return /call stack/i.test(first) ? "it is nested too deeply" : first;
}
