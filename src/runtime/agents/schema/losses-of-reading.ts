import type { SchemaDiagnosticCode, SchemaDocument } from "../../../shared/json-schema/index.js";
import type { Loss } from "./printed.js";

/** Diagnostics that loosen nothing. */
const HARMLESS: ReadonlySet<SchemaDiagnosticCode> = new Set(["SCHEMA_UNKNOWN_DIALECT", "SCHEMA_NULLABLE"]);

/** What the server's schema says and no reader can: a pattern with look-ahead, a reference that leads nowhere. */
export function lossesOfReading({ diagnostics }: SchemaDocument): readonly Loss[] {
  return diagnostics
    .filter(({ code }) => !HARMLESS.has(code))
    .map(({ pointer, message }) => ({ path: pathOf(pointer), message }));
}

/** Returns the path to the values of a schema: `filter.tags[]` for `/properties/filter/properties/tags/items`. */
function pathOf(pointer: string): string {
  const segments = pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  let path = "";
  for (let i = 0; i < segments.length; i++)
    switch (segments[i]) {
      case "properties":
        path += `${path === "" ? "" : "."}${segments[++i] ?? ""}`;
        break;
      case "$defs":
      case "definitions":
        path = `$defs.${segments[++i] ?? ""}`;
        break;
      case "items":
        path += "[]";
        break;
      case "prefixItems":
        path += "[]";
        i++;
        break;
      case "additionalProperties":
        path += ".*";
        break;
      default:
    }
  return path;
}
