import type * as z from "zod";
import { isJsonObject, type Json } from "../../shared/json/json.js";
import { accepts, type Dialect, faultOfValue, readSchema } from "../../shared/json-schema/index.js";
import { checked } from "./checked.js";
import { faultOfFormats } from "./format.js";
import { jsonSchemaAt } from "./json-schema-at.js";
import { matchesOf } from "../../shared/json-schema/pattern/matchers.js";

/** Options of a validator made from a JSON Schema. */
export interface JsonSchemaOptions {
  /** Dialect of a schema without `$schema`. Default 2020-12. */
  readonly dialect?: Dialect;
  /** Whether to assert `format`, `contentEncoding` and `contentMediaType`. Default false. */
  readonly assertFormats?: boolean;
  /** Referenced documents by URI. Nothing is ever fetched. */
  readonly remotes?: Readonly<Record<string, Json>>;
}

/** Validates with a JSON Schema directly: for the few whose meaning depends on how a value is reached (`$dynamicRef`). */
export function jsonSchema(
  source: Json,
  { dialect = "2020-12", assertFormats = false, remotes = {} }: JsonSchemaOptions = {},
): z.ZodType {
  const document = readSchema(source, { dialect, remotes: new Map(Object.entries(remotes)) });
  const options = { matches: matchesOf(), ...(assertFormats && { formatFault: faultOfFormats }) };
  return checked(
    (value) => accepts(document, value, options),
    (value, report) => {
      const fault = faultOfValue(document, value, options);
      if (fault !== undefined) report.say(`Invalid input: ${fault.message}`, fault.path);
    },
    {
      jsonSchema: (_, place) => (isJsonObject(source) ? jsonSchemaAt(source, place) : {}),
    },
  );
}
