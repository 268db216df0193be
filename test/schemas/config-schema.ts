import { readFileSync } from "node:fs";
import * as z from "zod";
import { configSchema as schema } from "../../src/codegen/options/config-schema.js";
import { lockedOptionsSchema } from "../../src/codegen/options/locked-options.js";

const rows = ["source", "asking", "output", "report"].map((name) =>
  readFileSync(new URL(`../../src/codegen/options/rows/${name}-rows.ts`, import.meta.url), "utf8"),
);

/** The JSON Schema of `fmcp.config.json`: what the reader accepts, with the comments of the table of options. */
export function configSchema(): object {
  const { properties = {}, ...rest } = jsonSchemaOf(schema);
  const { $schema, ...options } = properties;
  const described = {
    $schema: { description: "For editors: the address of a JSON Schema. Ignored.", ...$schema },
  };
  return {
    title: "Options of fmcp-codegen",
    ...rest,
    properties: { ...described, ...withComments(options, true) },
  };
}

/** `$defs/Options` of the JSON Schema of `mcp.lock.json`. */
export function lockedOptionsJsonSchema(): object {
  const { type, properties = {} } = jsonSchemaOf(lockedOptionsSchema);
  return { type, properties: withComments(properties, false), additionalProperties: false };
}

type Properties = Readonly<Record<string, object>>;

function jsonSchemaOf(zod: z.ZodType): { readonly type?: unknown; readonly properties?: Properties } {
  return z.toJSONSchema(zod, {
    io: "input",
    target: "draft-2020-12",
    // what only a program can hold, a file of JSON cannot
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // it says that the parsed value is frozen, which does not concern the file
      delete jsonSchema.readOnly;
      const said = jsonSchema.anyOf?.filter((each) => Object.keys(each).length > 0);
      if (said === undefined || said.length === jsonSchema.anyOf?.length) return;
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, said[0]);
    },
  }) as { readonly properties?: Properties };
}

function withComments(properties: Properties, all: boolean): Properties {
  const docs = docsOf(rows.join("\n"));
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const description = docs.get(name);
      if (description === undefined && all) throw new Error(`The row ${name} has no comment`);
      return [name, { ...(description !== undefined && { description }), ...property }];
    }),
  );
}

/** The comment of each row. */
function docsOf(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/\/\*\* ([^*]*(?:\*(?!\/)[^*]*)*) \*\/\s*(\w+): option/g);
  return new Map([...found].map(([, doc = "", name = ""]) => [name, doc.replace(/\s+/g, " ")]));
}
