import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

/**
 * Bundles the declarations of a package's entry points into one file each, with shared ones in chunks. What cannot be imported
 * is left out, and a compiler opens dozens of files instead of hundreds.
 *
 * @param {string} from folder that the compiler wrote into
 * @param {readonly string[]} modules
 * @param {string} to
 */
export async function bundleDeclarations(from, modules, to) {
  const bundle = await rollup({
    input: Object.fromEntries(modules.map((module) => [module, `${from}/${module}.d.ts`])),
    external: (id) => !/^[./]|^[A-Za-z]:/.test(id),
    plugins: [dts({ sourcemap: false })],
    // types that no entry point exports stay unexported
    onwarn: (warning, warn) => {
      if (warning.plugin !== "dts") warn(warning);
    },
  });
  await bundle.write({ dir: to, entryFileNames: "[name].d.ts", chunkFileNames: "chunks/[name]-[hash].d.ts" });
  await bundle.close();
}
