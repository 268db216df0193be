// Adapter of the emitted zod validators for the bench's suite-zod.mjs. run.mjs beside it has bundled what it needs; alone, it does so itself.
import { transform } from "esbuild";
import { pathToFileURL } from "node:url";
import { buildSuite } from "./build.mjs";

const built = process.env["FMCP_SCHEMA_SUITE_BUILD"] ?? (await buildSuite());
const { printModule } = await import(pathToFileURL(`${built}/print-module.mjs`).href);
const runtime = pathToFileURL(`${built}/validation.mjs`).href;

/** The bench need not strip types: it is done here. */
export const typescript = false;

export async function toZod(schema, { dialect, remotes, formats }) {
  const told =
    typeof schema === "object" && schema.$schema === undefined ? { $schema: dialect, ...schema } : schema;
  const { code } = await transform(printModule(told, runtime, { remotes, assertFormats: formats }), {
    loader: "ts",
    format: "esm",
  });
  return `${code}export default root;\n`;
}
