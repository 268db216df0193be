import { type Code, string } from "../../printer/index.js";
import type { SchemaNode } from "../../../shared/json-schema/index.js";
import type { Printing } from "./printing.js";

/** Formats that the runtime can assert: those of JSON Schema (2020-12, 7.3). Others are ignored. */
export const FORMATS: ReadonlySet<string> = new Set([
  "date",
  "date-time",
  "duration",
  "email",
  "hostname",
  "idn-email",
  "idn-hostname",
  "ipv4",
  "ipv6",
  "iri",
  "iri-reference",
  "json-pointer",
  "regex",
  "relative-json-pointer",
  "time",
  "uri",
  "uri-reference",
  "uri-template",
  "uuid",
]);

/** Prints the check that asserts the format of a node, if formats are asserted and this one is known. */
export function formatOf(node: SchemaNode, printing: Printing): Code | undefined {
  const { format } = node.annotations;
  return printing.asserts(node) && format !== undefined && FORMATS.has(format)
    ? printing.helper("format", string(format))
    : undefined;
}

/** Prints the check for the encoding of a text. */
export function contentOf(node: SchemaNode, printing: Printing): Code | undefined {
  const { contentEncoding, contentMediaType } = node.annotations;
  const encoded = contentEncoding?.toLowerCase() === "base64";
  const typed = contentMediaType === "application/json";
  if (!printing.assertFormats || !(encoded || typed)) return undefined;
  return printing.helper(
    "content",
    string(encoded ? "base64" : ""),
    ...(typed ? [string("application/json")] : []),
  );
}
