import type { Json } from "../../shared/json/json.js";
import type { AnswerForm } from "../../shared/tool/answer-data.js";

/** Name of the file, next to the lock. */
export const LEARNED_NAME = "mcp.learned.json";

/** Version of the format below. A file of another version is refused. */
export const LEARNED_VERSION = 1;

/**
 * `mcp.learned.json`: outputs of tools that declare none, as `fmcp-codegen learn` found them in recordings. It is meant to be
 * committed, and people may edit its schemas.
 */
export interface LearnedFile {
  readonly learnedVersion: typeof LEARNED_VERSION;
  /** By the server's key in the config, then by the tool's name in the protocol. */
  readonly servers: Readonly<Record<string, Readonly<Record<string, LearnedTool>>>>;
}

/** What was learned of one tool. */
export interface LearnedTool {
  /** Number of recorded answers that it was learned from. */
  readonly answers: number;
  /** Version of the server that gave the last of them. */
  readonly version?: string;
  /** How answers contain the data. Default `json`. */
  readonly form?: AnswerForm;
  /** Digest of the schema as learned. If it differs, a person has edited the schema, which is then only widened. */
  readonly digest?: string;
  readonly schema: Json;
}
