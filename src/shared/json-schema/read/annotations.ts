import type { Json } from "../../json/json.js";
import type { Annotations } from "../ir.js";
import { isDeeperThan } from "../limits.js";
import type { Reading } from "./reading.js";

/** What a schema says without asserting it. A value of the wrong type, or too deep to print, is left out in silence: nothing depends on it. */
export function readAnnotations(reading: Reading): Annotations {
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
    format: reading.text("format"),
    contentEncoding: reading.text("contentEncoding"),
    contentMediaType: reading.text("contentMediaType"),
  };
  return Object.fromEntries(Object.entries(annotations).filter(([, value]) => value !== undefined));
}
