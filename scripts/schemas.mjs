// Writes schema/fmcp.config.schema.json from the options that the generator reads: node scripts/schemas.mjs
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";
import { format } from "prettier";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { configSchema } = await createJiti(import.meta.url).import(at("test/schemas/config-schema.ts"));
const text = await format(JSON.stringify(configSchema()), { parser: "json", printWidth: 110 });
writeFileSync(at("schema/fmcp.config.schema.json"), text);
