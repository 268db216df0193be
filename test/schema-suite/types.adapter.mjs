// The type printer as an emitter for the official suite's runner: toType(schema, { dialect, remotes, name }) → TypeScript module.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const SCHEMA = fileURLToPath(new URL("../../src/codegen/schema/", import.meta.url));

const bundled = await build({
  stdin: {
    contents: `
      export { planSchemas } from "./plan-schemas.js";
      export { printTypeDeclaration } from "./types/index.js";
      export { onLines, print } from "../printer/index.js";`,
    resolveDir: SCHEMA,
  },
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
});
const code = Buffer.from(bundled.outputFiles[0].contents).toString("base64");
const { onLines, planSchemas, print, printTypeDeclaration } = await import(
  `data:text/javascript;base64,${code}`
);

/** `FMCP_MODE=input` prints input types, in which other keys of open objects are typos. */
const mode = process.env.FMCP_MODE ?? "output";

export function toType(schema, { dialect, remotes, name }) {
  const told =
    typeof schema === "object" && schema.$schema === undefined ? { $schema: dialect, ...schema } : schema;
  const used = new Set([name]);
  const plan = planSchemas([{ schema: told, mode, typeName: name, label: "schema" }], { remotes }, (hint) =>
    claim(hint, used),
  );
  return print(
    onLines(
      plan.declarations.map((declaration) => printTypeDeclaration(declaration, plan)),
      1,
    ),
  );
}

function claim(hint, used) {
  const words = hint.match(/[A-Za-z0-9]+/g) ?? ["Definition"];
  const base = `T${words.map((word) => word[0].toUpperCase() + word.slice(1)).join("")}`;
  let name = base;
  for (let n = 2; used.has(name); n++) name = `${base}${n}`;
  used.add(name);
  return name;
}
