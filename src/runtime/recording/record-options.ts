import type { RedactionRule } from "./redaction.js";

/** What is recorded, and where. */
export interface RecordOptions {
  /** Folder of the recordings, created with the first call. Paths in it look like `server/tools/tool.jsonl`. */
  readonly to: string;
  /** What must not be written, in addition to the secrets that the client knows. */
  readonly redact?: readonly RedactionRule[];
  /** Tools whose calls are recorded: names, as `tool` or `server.tool`, `*` for any text, or a function. Default: all. */
  readonly tools?: readonly string[] | ((tool: string, server: string) => boolean);
  /** Share of the tool calls to record, from 0 to 1. Default 1. */
  readonly sample?: number;
  /** Most calls in one file. Default 1,000. */
  readonly maxCalls?: number;
  /** Most bytes in one file; longer answers are not recorded. Default 5 MiB. */
  readonly maxBytes?: number;
  /** Called for what is not recorded and what may contain a secret, once for each file and reason; and when
   * the program ends, for a rule of `redact` that never matched. Default: a process warning. */
  readonly onReport?: (report: RecordingReport) => void;
  /** Uniform in [0, 1), for `sample`. Default `Math.random`. */
  readonly random?: () => number;
}

/** A problem of a recording that a person should know about. It does not fail any call. */
export interface RecordingReport {
  readonly kind: "full" | "failed" | "suspect" | "unused";
  /** Empty for an unused rule. */
  readonly server: string;
  /** File within the folder of the server; of an unused rule, its place: `redact[1]`. */
  readonly file: string;
  readonly message: string;
}
