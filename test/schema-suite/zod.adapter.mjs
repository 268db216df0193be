// Adapter of the emitted zod validators for the bench's suite-zod.mjs; run.mjs beside it has bundled `print-module` and the runtime.
import { transform } from "esbuild";
import { pathToFileURL } from "node:url";

const built = process.env["FMCP_SCHEMA_SUITE_BUILD"];
const { printModule } = await import(pathToFileURL(`${built}/print-module.mjs`).href);
const runtime = pathToFileURL(`${built}/validation.mjs`).href;

/** The bench need not strip types: it is done here. */
export const typescript = false;

export async function toZod(schema, context) {
  const options = {
    dialect: context.draft === "draft7" ? "draft-07" : "2020-12",
    remotes: context.remotes,
    assertFormats: context.formats,
  };
  const { code } = await transform(printModule(schema, runtime, options), { loader: "ts", format: "esm" });
  return `${code}export default root;\n`;
}
