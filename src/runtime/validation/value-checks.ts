import type * as z from "zod";
import type { Json } from "../../shared/json/json.js";
import { equal } from "../../shared/json-schema/equal.js";
import { show } from "../../shared/text/show.js";
import { checked } from "./checked.js";

/** Accepts values that equal one of those listed, compared as JSON, including objects and arrays. */
export function oneOfValues(allowed: readonly unknown[]): z.ZodType {
  return checked(
    (value) => allowed.some((each) => equal(each, value)),
    (_, report) => report.say(`Invalid input: expected one of ${show(JSON.stringify(allowed))}`),
    { jsonSchema: () => ({ enum: allowed as readonly Json[] }) },
  );
}
