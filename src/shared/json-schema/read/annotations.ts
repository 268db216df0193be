import type { Json } from "../../json/json.js";
import type { Annotations } from "../ir.js";
import { isDeeperThan } from "../limits.js";
import type { Reading } from "./reading.js";

/**
 * What a schema says without asserting it. A value of the wrong type, or too deep to print, is left out in silence: nothing depends on it. `asserts`: whether
 * what may be asserted (`format`, `content…`) means anything here; beside a `$ref` of draft-07 it does not.
 */
export function readAnnotations(reading: Reading, asserts: boolean): Annotations {
  const assumed = reading.value("default");
  const examples = reading.value("examples");
  const tooDeep = (value: unknown): boolean => isDeeperThan(value, reading.limits.depth);
  const annotations: { -readonly [Field in keyof Annotations]: Annotations[Field] | undefined } = {
    title: reading.text("title"),
    description: reading.text("description"),
    default: tooDeep(assumed) ? undefined : (assumed as Json | undefined),
    examples: Array.isArray(examples) && !tooDeep(examples) ? (examples as readonly Json[]) : undefined,
    deprecated: reading.flag("deprecated"),
    readOnly: reading.flag("readOnly"),
    writeOnly: reading.flag("writeOnly"),
    format: asserts ? reading.text("format") : undefined,
    contentEncoding: asserts ? reading.text("contentEncoding") : undefined,
    contentMediaType: asserts ? reading.text("contentMediaType") : undefined,
  };
  return Object.fromEntries(Object.entries(annotations).filter(([, value]) => value !== undefined));
}
