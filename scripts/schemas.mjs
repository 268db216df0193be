// Writes the JSON Schemas that follow from the table of options: node scripts/schemas.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";
import { format } from "prettier";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { configSchema, lockedOptionsJsonSchema } = await createJiti(import.meta.url).import(
  at("test/schemas/config-schema.ts"),
);
await write("schema/fmcp.config.schema.json", configSchema());
const lock = JSON.parse(readFileSync(at("schema/mcp.lock.schema.json"), "utf8"));
lock.$defs.Options = lockedOptionsJsonSchema();
await write("schema/mcp.lock.schema.json", lock);

async function write(path, schema) {
  writeFileSync(at(path), await format(JSON.stringify(schema, null, 2), { parser: "json", printWidth: 110 }));
}
