import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateFromModel, type NameMap, type ServerModel } from "../../src/codegen/index.js";
import type { ClientOptions, ServerClient } from "../../src/runtime/index.js";
import { importBundled } from "./import-bundled.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A generated client as a test holds it: methods by name, whatever their types. */
export type AnyClient = ServerClient<never> & {
  readonly [method: string]: (input: unknown, options?: object) => Promise<unknown>;
} & {
  readonly prompts: Record<string, (input: unknown, options?: object) => Promise<unknown>>;
  readonly resources: Record<string, (input: unknown, options?: object) => Promise<unknown>>;
};

/** Generates the client of one server into a folder below `.cache`, and loads it on this checkout's runtime. */
export async function generatedClient(
  model: ServerModel,
  folder: string,
  options: { readonly dates?: boolean; readonly targets?: readonly string[] } = {},
): Promise<{
  create: (options: ClientOptions) => AnyClient;
  /** The generated name of something of the server. */
  nameOf(kind: NameMap["kind"], wire: string): string | undefined;
}> {
  const { files, names } = generateFromModel([model], { config: "../mcp.json", ...options });
  const out = join(root, ".cache", folder);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  const bundled = await importBundled(join(out, "index.ts"), join(out, "bundle.mjs"));
  const module = bundled as Record<string, unknown>;
  const create = Object.entries(module).find(([name]) => name.startsWith("create"))?.[1];
  return {
    create: create as (options: ClientOptions) => AnyClient,
    nameOf: (kind, wire) => names.find((name) => name.kind === kind && name.wire === wire)?.name,
  };
}
