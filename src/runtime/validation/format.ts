import type * as z from "zod";
import type { SchemaNode } from "../../shared/json-schema/index.js";
import { isFormat } from "./formats/index.js";
import { refinement } from "./refinement.js";

/** Asserts JSON Schema's `format` according to the RFCs of 2020-12, section 7.3; an unknown format is accepted. */
export function format(name: string): z.core.$ZodCheck<string> {
  return refinement((text) => isFormat(name, text), `Invalid string: must be of the format ${name}`, {
    format: name,
  });
}

/** Asserts `contentEncoding` and `contentMediaType`: the text must decode, and the result must parse. */
export function content(encoding: string, mediaType?: string): z.core.$ZodCheck<string> {
  return refinement(
    (text) => isContent(encoding, mediaType, text),
    `Invalid string: must be ${[mediaType, encoding].filter(Boolean).join(" in ")}`,
  );
}

function isContent(encoding: string, mediaType: string | undefined, text: string): boolean {
  let decoded = text;
  if (encoding === "base64") {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return false;
    decoded = new TextDecoder().decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  }
  if (mediaType !== "application/json") return true;
  try {
    JSON.parse(decoded);
    return true;
  } catch {
    return false;
  }
}

/** Returns which asserted format of a node a value violates. */
export function faultOfFormats(node: SchemaNode, value: unknown): string | undefined {
  const { format: name, contentEncoding, contentMediaType } = node.annotations;
  if (typeof value !== "string") return undefined;
  if (name !== undefined && !isFormat(name, value)) return `expected the format ${name}`;
  return isContent(contentEncoding?.toLowerCase() ?? "", contentMediaType, value)
    ? undefined
    : "expected another content";
}
