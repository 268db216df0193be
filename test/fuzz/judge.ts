import Ajv, { type Options } from "ajv";
import AjvDraft04 from "ajv-draft-04";
import Ajv2019 from "ajv/dist/2019.js";
import Ajv2020 from "ajv/dist/2020.js";
import { isJsonObject, type Json } from "../../src/shared/json/json.js";

const OPTIONS: Options = {
  strict: false,
  validateFormats: false,
  logger: false,
  ownProperties: true,
  allErrors: false,
  validateSchema: false,
  addUsedSchema: false,
  inlineRefs: false,
};

/** Ajv's verdict on a value; `undefined`: none. It calls a property named `toString`, if there is one. */
export type Judge = (value: Json) => boolean | undefined;

/** Ajv's verdict on values, by the dialect that the schema names; `undefined` where Ajv cannot compile the schema. */
export function ajvOf(schema: Json): Judge | undefined {
  const uri = isJsonObject(schema) ? String(schema["$schema"] ?? "") : "";
  const Dialect = uri.includes("draft-04")
    ? AjvDraft04
    : uri.includes("draft-07") || uri.includes("draft-06")
      ? Ajv
      : uri.includes("2019-09")
        ? Ajv2019
        : Ajv2020;
  try {
    const ajv = new (
      Dialect as unknown as new (options: Options) => {
        compile(schema: unknown): (value: unknown) => boolean;
      }
    )(OPTIONS);
    const validate = ajv.compile(schema);
    return (value) => {
      try {
        return validate(value);
      } catch {
        return undefined;
      }
    };
  } catch {
    return undefined;
  }
}
