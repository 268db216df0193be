import type { Json } from "../../json/json.js";
import type { Annotations } from "../ir.js";
import { isDeeperThan } from "../limits.js";
import { type Reading, set } from "./reading.js";

/**
 * Reads what a schema says without asserting it. A value of the wrong type, or too deep to print, is dropped silently, since
 * nothing depends on it. `asserts`: whether assertable keywords (`format`, `content…`) have a meaning here; next to a `$ref` of
 * draft-07 they do not.
 */
export function readAnnotations(reading: Reading, asserts: boolean): Annotations {
  const assumed = reading.value("default");
  const examples = reading.value("examples");
  const tooDeep = (value: unknown): boolean => isDeeperThan(value, reading.limits.depth);
  const out: { -readonly [Field in keyof Annotations]: Annotations[Field] } = {};
  for (const keyword of ["title", "description"] as const) set(out, keyword, reading.text(keyword));
  for (const keyword of ["deprecated", "readOnly", "writeOnly"] as const)
    set(out, keyword, reading.flag(keyword));
  if (!tooDeep(assumed)) set(out, "default", assumed as Json | undefined);
  if (Array.isArray(examples) && !tooDeep(examples)) out.examples = examples as readonly Json[];
  if (asserts)
    for (const keyword of ["format", "contentEncoding", "contentMediaType"] as const)
      set(out, keyword, reading.text(keyword));
  return out;
}
