import type { RedactionRule } from "./redaction.js";

/** What is recorded, and where. */
export interface RecordOptions {
  /** Folder of the recordings; it is made when the first call is written. A path within it is `server/tools/tool.jsonl`. */
  readonly to: string;
  /** What must not be written, beside the secrets that the client knows. */
  readonly redact?: readonly RedactionRule[];
  /** Tools whose calls are recorded: names, as `tool` or `server.tool`, or a function. Default: all. */
  readonly tools?: readonly string[] | ((tool: string, server: string) => boolean);
  /** Share of the tool calls that is recorded, from 0 to 1. Default 1. */
  readonly sample?: number;
  /** Most calls in one file. Default 1,000. */
  readonly maxCalls?: number;
  /** Most bytes in one file; a longer answer is not recorded. Default 5 MiB. */
  readonly maxBytes?: number;
  /** Told what is not recorded, and what may hold a secret; once for each file and reason. Default: a warning of the process. */
  readonly onReport?: (report: RecordingReport) => void;
  /** Uniform in [0, 1), for `sample`. Default `Math.random`. */
  readonly random?: () => number;
}

/** Something about a recording that a person should know. It fails no call. */
export interface RecordingReport {
  readonly kind: "full" | "failed" | "suspect";
  readonly server: string;
  /** File within the folder of the server. */
  readonly file: string;
  readonly message: string;
}
