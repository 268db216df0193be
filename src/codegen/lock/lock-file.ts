import type { JsonObject } from "../../shared/json/json.js";
import type { ServerModel } from "../model/index.js";

/** Version of the layout below. A lock of another version is refused, not guessed at. */
export const LOCK_VERSION = 1;

/**
 * Number of the form of the output: raised when the generator writes other bytes for the same models and options. Seals go by it,
 * not by the version of the package, so that a release that writes the same leaves them valid.
 */
export const OUTPUT_FORMAT = 2;

/** Name of the lock in the output folder. */
export const LOCK_NAME = "mcp.lock.json";

/**
 * `mcp.lock.json`: what each server said, and which files were made of it. It holds no command, argument, variable,
 * header, user info or query string: it is meant to be committed.
 */
export interface LockFile {
  readonly lockVersion: typeof LOCK_VERSION;
  /** What wrote it. A later version that would write the same bytes leaves it as it is. */
  readonly emitter: { readonly name: "fmcp-codegen"; readonly version: string };
  /** Every option that the text of the files depends on. */
  readonly options: JsonObject;
  /** What formatted the files, where the project has a formatter: its name, version and a digest of its settings. */
  readonly formatter?: string;
  /** The files that are ours, by path below the output folder. */
  readonly files: Readonly<Record<string, LockedFile>>;
  readonly servers: Readonly<Record<string, LockedServer>>;
}

export interface LockedFile {
  /** SHA-256 of the bytes on disk. */
  readonly sha256: string;
  /** SHA-256 of the text before it was formatted, where it was. */
  readonly source?: string;
  /** SHA-256 of this note and of all that the text follows from: generator, options, formatter, server. */
  readonly seal?: string;
}

export interface LockedServer {
  /** How it was reached; absent where the model did not come from a config. */
  readonly transport?: TransportFacts;
  readonly digests: ServerDigests;
  readonly model: ServerModel;
}

/** Which server it was, without a secret. */
export type TransportFacts =
  | { readonly kind: "stdio"; readonly commandSha256: string; readonly package?: PackageFacts }
  | { readonly kind: "http" | "sse" | "websocket"; readonly origin?: string };

/** The package that `npx`, `uvx` and the like start. */
export interface PackageFacts {
  readonly registry: "npm" | "pypi";
  readonly name: string;
  /** As written; absent: whatever is newest. */
  readonly version?: string;
}

/** SHA-256 of the canonical JSON of each part, 16 hex digits: says what changed before anybody reads how. */
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
