import type { ConfigValues } from "../options/option-values.js";

/**
 * Options of `fmcp-codegen`, kept in `fmcp.config.ts` (or `.mts`, `.js`, `.mjs`, `.json`). A flag on the command line
 * overrides its key here. Paths are relative to the file.
 */
export interface FmcpConfig extends ConfigValues {
  /** Address of a JSON Schema, for editors. Ignored. */
  readonly $schema?: string;
}

/** Gives an `fmcp.config.ts` its types: `export default defineConfig({ out: "src/mcp" })`. */
export function defineConfig(config: FmcpConfig): FmcpConfig {
  return config;
}
