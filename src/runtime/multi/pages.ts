import { isJsonObject, type Json } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { InputValidationError } from "../errors/validation-errors.js";

/** The cursor of each server that has more pages. */
export type Cursors = ReadonlyMap<string, string>;

/** Combines the cursors of several servers into one; `undefined` if none has more. */
export function joinCursors(cursors: Cursors): string | undefined {
  return cursors.size === 0 ? undefined : JSON.stringify(Object.fromEntries(cursors));
}

/** @throws {InputValidationError} for a cursor that this client did not make */
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
