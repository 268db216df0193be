import { readFileSync } from "node:fs";
import * as z from "zod";
import { partialSchema } from "../../src/codegen/config/option-schema.js";

const types = new URL("../../src/codegen/config/define-config.ts", import.meta.url);

/** The JSON Schema of `fmcp.config.json`: what the reader accepts, with the words of the type `FmcpConfig`. */
export function configSchema(): object {
  const { properties, ...rest } = z.toJSONSchema(partialSchema, {
    io: "input",
    target: "draft-2020-12",
    // it says that the parsed value is frozen, which no editor of the file must hear
    override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
  });
  const docs = docsOf(readFileSync(types, "utf8"));
  const described = Object.entries(properties ?? {}).map(([name, property]) => {
    const description = docs.get(name);
    if (description === undefined) throw new Error(`FmcpConfig says nothing about ${name}`);
    return [name, { description, ...(property as object) }];
  });
  return { title: "Options of fmcp-codegen", ...rest, properties: Object.fromEntries(described) };
}

/** The comment of each property of the interface. */
function docsOf(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/\/\*\* ([^*]*(?:\*(?!\/)[^*]*)*) \*\/\s*readonly (\$?\w+)\?:/g);
  return new Map([...found].map(([, doc = "", name = ""]) => [name, doc.replace(/\s+/g, " ")]));
}
