import type { Json } from "../../shared/json/json.js";
import type { AnswerForm } from "../../shared/tool/answer-data.js";

/** Name of the file beside the lock. */
export const LEARNED_NAME = "mcp.learned.json";

/** Version of the layout below. A file of another version is refused, not guessed at. */
export const LEARNED_VERSION = 1;

/**
 * `mcp.learned.json`: outputs of tools that declare none, as `fmcp-codegen learn` found them in recordings. It is committed, and people
 * may edit the schemas in it.
 */
export interface LearnedFile {
  readonly learnedVersion: typeof LEARNED_VERSION;
  /** By key of the server in the config, then by wire name of the tool. */
  readonly servers: Readonly<Record<string, Readonly<Record<string, LearnedTool>>>>;
}

/** What was learned of one tool. */
export interface LearnedTool {
  /** Recorded answers that it was learned from. */
  readonly answers: number;
  /** Version of the server that gave the last of them. */
  readonly version?: string;
  /** How answers hold the data. Default `json`. */
  readonly form?: AnswerForm;
  /** Digest of the schema as it was learned: with another one, a person has edited it, and it is only ever widened. */
  readonly digest?: string;
  readonly schema: Json;
}
