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

/** Ajv's verdict on values, by the dialect that the schema names; `undefined` where Ajv cannot compile the schema. */
export function ajvOf(schema: Json): ((value: unknown) => boolean) | undefined {
  const uri = isJsonObject(schema) ? String(schema["$schema"] ?? "") : "";
  const Judge = uri.includes("draft-04")
    ? AjvDraft04
    : uri.includes("draft-07") || uri.includes("draft-06")
      ? Ajv
      : uri.includes("2019-09")
        ? Ajv2019
        : Ajv2020;
  try {
    const ajv = new (
      Judge as unknown as new (options: Options) => { compile(schema: unknown): (value: unknown) => boolean }
    )(OPTIONS);
    return ajv.compile(schema);
  } catch {
    return undefined;
  }
}
