import { type Format, FORMATS } from "./answer-shape.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** RFC 3339, section 5.6. */
const DATE_TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
/** RFC 3986, a scheme with an authority, since `a:b` alone may be anything. */
const URI = /^[a-z][a-z0-9+.-]*:\/\/[^\s<>"{}|\\^`]+$/i;

const TESTS: Readonly<Record<Format, RegExp>> = { "date-time": DATE_TIME, uuid: UUID, uri: URI };

/** Returns the formats that `text` has. */
export function formatsOf(text: string): readonly Format[] {
  return text.length > 2_000 ? [] : FORMATS.filter((format) => TESTS[format].test(text));
}
