import type { Json } from "../../shared/json/json.js";

/**
 * What a change means for code that calls the server.
 *
 * - `breaking`: some call that was right is refused, or some answer is no longer what the caller was promised
 * - `dangerous`: nothing breaks, but what a language model or a person reads and decides by is other than before
 * - `safe`: everything that was right stays right
 * - `unknown`: a construct changed whose effect cannot be proven either way
 */
export type Severity = "breaking" | "dangerous" | "unknown" | "safe";

/** From the worst to the least. */
export const SEVERITIES: readonly Severity[] = ["breaking", "unknown", "dangerous", "safe"];

export type SubjectKind = "server" | "tool" | "prompt" | "resource" | "resource template";

/** One difference between two states of a server. */
export interface Change {
  /** Key of the server in the config. */
  readonly server: string;
  readonly kind: SubjectKind;
  /** Wire name, URI or URI template; the server's key where the server itself changed. */
  readonly name: string;
  /** Part of the subject. */
  readonly part: ChangePart;
  readonly severity: Severity;
  /** Stable name of the rule that judged it, such as `property-required`. */
  readonly rule: string;
  /** JSON pointer into the part's schema. */
  readonly pointer?: string;
  /** What changed, in one sentence; foreign text is shown, not raw. */
  readonly message: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** `code`: names of the generated code, which callers use. `learned output`: the server did not say it. */
export type ChangePart =
  | "presence"
  | "input"
  | "output"
  | "learned output"
  | "arguments"
  | "title"
  | "description"
  | "annotations"
  | "execution"
  | "instructions"
  | "media type"
  | "protocol"
  | "texts"
  | "code";
