import type * as z from "zod";
import { type Kind, kindOf } from "../../shared/json-schema/kind.js";
import { checked, type Test, testOf } from "./checked.js";

/**
 * Applies a separate schema to each kind of JSON value; a kind that is not named is accepted. This is the meaning of JSON
 * Schema keywords without `type`.
 */
export function byKind(schemas: { readonly [K in Kind]?: z.ZodType }): z.ZodType {
  const tests: { [K in Kind]?: Test } = {};
  for (const kind of Object.keys(schemas) as Kind[]) tests[kind] = testOf(schemas[kind] as z.ZodType);
  return checked(
    (value) => tests[kindOf(value)]?.(value) ?? true,
    (value, report) => {
      const schema = schemas[kindOf(value)];
      if (schema !== undefined) report.of(schema, value);
    },
    {
      jsonSchema: (partOf) => ({
        anyOf: [
          ...Object.entries(schemas).map(([, schema], i) => partOf(schema, "anyOf", i)),
          { not: { type: Object.keys(schemas) } },
        ],
      }),
    },
  );
}
