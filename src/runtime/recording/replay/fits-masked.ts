import { isJsonObject, type Json } from "../../../shared/json/json.js";
import { MASK } from "../../../shared/secrets/index.js";

/** A mask, with the number that tells names of members apart. */
const MASKS = /"\*\*\*(?: \(\d+\))?"|\*\*\*(?: \(\d+\))?/;

/** Whether a value is what was recorded, where any text or number may be in place of what was taken out. */
export function fitsMasked(recorded: Json, asked: Json): boolean {
  if (typeof recorded === "string") {
    if (typeof asked === "number") return recorded === MASK;
    return typeof asked === "string" && fitsText(recorded, asked);
  }
  if (Array.isArray(recorded))
    return (
      Array.isArray(asked) &&
      recorded.length === asked.length &&
      recorded.every((item: Json, index) => fitsMasked(item, asked[index] as Json))
    );
  if (!isJsonObject(recorded) || !isJsonObject(asked)) return recorded === asked;
  const left = new Set(Object.keys(asked));
  const keys = Object.keys(recorded);
  // names that were not changed first, so that no mask takes theirs
  const ordered = [...keys.filter((key) => !key.includes(MASK)), ...keys.filter((key) => key.includes(MASK))];
  return (
    keys.length === left.size &&
    ordered.every((key) => {
      const name = [...left].find(
        (each) => fitsText(key, each) && fitsMasked(recorded[key] as Json, asked[each] as Json),
      );
      return name !== undefined && left.delete(name);
    })
  );
}

function fitsText(recorded: string, asked: string): boolean {
  const [first = "", ...others] = recorded.split(MASKS);
  const last = others.pop();
  if (last === undefined) return recorded === asked;
  if (!asked.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = asked.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return asked.length - last.length >= at && asked.endsWith(last);
}
