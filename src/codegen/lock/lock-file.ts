import type { JsonObject } from "../../shared/json/json.js";
import type { ServerModel } from "../model/index.js";

/** Version of the format below. A lock of another version is refused. */
export const LOCK_VERSION = 1;

/**
 * Version of the output, raised when the generator writes different bytes for the same models and options. Seals depend on it
 * rather than on the version of the package, so a release that writes the same output leaves them valid.
 */
export const OUTPUT_FORMAT = 2;

/** Name of the lock in the output folder. */
export const LOCK_NAME = "mcp.lock.json";

/**
 * `mcp.lock.json`: what each server said, and which files were generated from it. It contains no command, argument, variable,
 * header, user info or query string, and is meant to be committed.
 */
export interface LockFile {
  readonly lockVersion: typeof LOCK_VERSION;
  /** The generator that wrote it. A later version that would write the same bytes leaves it unchanged. */
  readonly emitter: { readonly name: "fmcp-codegen"; readonly version: string };
  /** Every option that affects the text of the files. */
  readonly options: JsonObject;
  /** The formatter, if the project has one: its name, version and a digest of its settings. */
  readonly formatter?: string;
  /** SHA-256 of the files that belong to no single server and of everything that determines their text. Earlier locks have none. */
  readonly seal?: string;
  /** The files that are ours, by path in the output folder. */
  readonly files: Readonly<Record<string, LockedFile>>;
  readonly servers: Readonly<Record<string, LockedServer>>;
}

export interface LockedFile {
  /** SHA-256 of the bytes on disk. */
  readonly sha256: string;
}

export interface LockedServer {
  /** How the server was reached; absent if the model did not come from a config. */
  readonly transport?: TransportFacts;
  readonly digests: ServerDigests;
  readonly model: ServerModel;
  /** SHA-256 of this server's files and of everything that determines their text: generator, options, formatter, this entry. */
  readonly seal?: string;
}

/** Which server it was, without secrets. */
export type TransportFacts =
  | { readonly kind: "stdio"; readonly commandSha256: string; readonly package?: PackageFacts }
  | { readonly kind: "http" | "sse" | "websocket"; readonly origin?: string };

/** The package that `npx`, `uvx` and the like start. */
export interface PackageFacts {
  readonly registry: "npm" | "pypi";
  readonly name: string;
  /** As written; absent means the latest. */
  readonly version?: string;
}

/** SHA-256 of the canonical JSON of each part, 16 hex digits: shows which parts changed. */
export interface ServerDigests {
  readonly instructions?: string;
  readonly tools: Readonly<Record<string, ToolDigests>>;
  readonly prompts: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
}

export interface ToolDigests {
  /** Title and description. */
  readonly description: string;
  readonly input: string;
  readonly output?: string;
  readonly annotations?: string;
}
