import type { Limits } from "../model/limits.js";
import type { ImportExtension } from "../plan/index.js";

/**
 * Options of `fmcp-codegen`, kept in `fmcp.config.ts` (or `.mts`, `.js`, `.mjs`, `.json`). A flag on the command line
 * wins over its key here. Paths are relative to the file.
 */
export interface FmcpConfig {
  /** For editors: the address of a JSON Schema. Ignored. */
  readonly $schema?: string;
  /** The file with `mcpServers` (or `servers`). Default: found upwards, `mcp.json` first. */
  readonly config?: string;
  /** Folder of the generated files. Default: `src/mcp`. */
  readonly out?: string;
  /** Globs on a server's key or on `server.tool`: what to generate. Default: everything. */
  readonly servers?: readonly string[];
  /** Globs on a server's key or on `server.tool`: what to leave out. Default: nothing. */
  readonly exclude?: readonly string[];
  /** Servers asked at the same time. Default: decided by the machine. */
  readonly concurrency?: number;
  /** Longest time for one server, from its start to its last list, in milliseconds. Default: 30 000. */
  readonly timeoutMs?: number;
  /** How relative imports end. Default: what the nearest `tsconfig.json` compiles. */
  readonly importExt?: ImportExtension;
  /** Write how to connect into the code (values of `env` and `headers` as look-ups in the environment). Default: false. */
  readonly inlineConfig?: boolean;
  /** Folder with templates that replace our own. */
  readonly templates?: string;
  /** Method names of your own, by `server.tool`: `{ "weather.get_forecast": "forecast" }`. */
  readonly names?: Readonly<Record<string, string>>;
  /** How much of what servers say is taken in, by the name of the limit; see docs/security-limits.md. */
  readonly limits?: Partial<Limits>;
  /** Exit with 0 although some servers failed, as long as one did not. Default: false. */
  readonly allowPartial?: boolean;
}

/** Gives an `fmcp.config.ts` its types: `export default defineConfig({ out: "src/mcp" })`. */
export function defineConfig(config: FmcpConfig): FmcpConfig {
  return config;
}
