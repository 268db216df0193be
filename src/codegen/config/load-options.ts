import { stat } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { absolutePaths } from "../options/option-values.js";
import type { FmcpConfig } from "./define-config.js";
import { parseJsonFile, readConfigFile } from "./json-file.js";
import { ConfigInvalidError, ConfigUnreadableError, OptionInvalidError } from "./usage-error.js";

/** An `fmcp.config` file, read and validated; its paths are absolute. */
export interface LoadedOptions {
  readonly path: string;
  readonly options: FmcpConfig;
}

/**
 * Reads `fmcp.config.{ts,mts,js,mjs,json}`; a module is run and its default export used, awaited if it is a promise.
 *
 * @throws {UsageError} if it does not exist, does not parse or run, or has unknown keys
 */
export async function loadOptions(file: string): Promise<LoadedOptions> {
  const path = resolve(file);
  const value = await readValue(path);
  const { readOptions } = await import("../options/config-schema.js");
  const read = readOptions(value);
  if ("faults" in read) throw new ConfigInvalidError(path, read.faults);
  return { path, options: absolutePaths(read.options, dirname(path)) };
}

async function readValue(path: string): Promise<unknown> {
  switch (extname(path)) {
    case ".json":
      return await parseJsonFile(path);
    case ".ts":
    case ".mts":
    case ".js":
    case ".mjs":
      return await runModule(path);
    default:
      throw new OptionInvalidError(
        `--config ${show(path, 1_000)}: not an options file.`,
        "Name an fmcp.config.ts, .js, .mjs or .json; the file with mcpServers is given without a flag.",
      );
  }
}

async function runModule(path: string): Promise<unknown> {
  await readConfigFile(path, "Check the path after --config.");
  let value: unknown;
  try {
    value = await ((await importModule(path)) as { default?: unknown }).default;
  } catch (cause) {
    const why = show(reason(cause), 1_000);
    throw new ConfigUnreadableError(
      `${show(path, 1_000)}: ${why}`,
      "Run it with node to see where it fails.",
      cause,
    );
  }
  if (value !== undefined) return value;
  throw new ConfigUnreadableError(
    `${show(path, 1_000)}: has no default export.`,
    "Write: export default defineConfig({ … }).",
  );
}

/** Node runs TypeScript natively from 22.18 on; `jiti` does so for earlier versions. */
async function importModule(path: string): Promise<unknown> {
  const typescript = extname(path).endsWith("ts");
  const native = (process.features as { typescript?: string | false }).typescript;
  // `watch` reads the file again after an edit, and Node caches modules by URL
  const { mtimeMs } = await stat(path);
  if (!typescript || native) return await import(`${pathToFileURL(path).href}?modified=${mtimeMs}`);
  const { createJiti } = await import("jiti");
  return await createJiti(pathToFileURL(path).href, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
  }).import(path);
}
