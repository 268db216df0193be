import { isJsonObject, type Json } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { InputValidationError } from "../errors/validation-errors.js";

/** Where each server that has more stands. */
export type Cursors = ReadonlyMap<string, string>;

/** One cursor for the pages of several servers; `undefined`: none has more. */
export function joinCursors(cursors: Cursors): string | undefined {
  return cursors.size === 0 ? undefined : JSON.stringify(Object.fromEntries(cursors));
}

/** @throws {InputValidationError} for a cursor that is none of ours */
export function splitCursor(cursor: string): Cursors {
  const parsed = parse(cursor);
  if (!isJsonObject(parsed) || Object.values(parsed).some((each) => typeof each !== "string"))
    throw new InputValidationError("the list", [
      { path: ["cursor"], message: `"${show(cursor, 80)}" is not a cursor returned by this client` },
    ]);
  return new Map(Object.entries(parsed as Readonly<Record<string, string>>));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
