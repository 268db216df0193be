import type { Json } from "../../shared/json/json.js";

/**
 * What a change means for code that calls the server.
 *
 * - `breaking`: some valid call is now refused, or some answer no longer has the promised type
 * - `dangerous`: nothing breaks, but text by which a language model or a person decides has changed
 * - `safe`: everything valid stays valid
 * - `unknown`: something changed whose effect cannot be proven
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
  /** Wire name, URI or URI template; the server's key if the server itself changed. */
  readonly name: string;
  /** Part of the subject. */
  readonly part: ChangePart;
  readonly severity: Severity;
  /** Stable name of the rule behind it, such as `property-required`. */
  readonly rule: string;
  /** JSON pointer into the part's schema. */
  readonly pointer?: string;
  /** What changed, in one sentence; foreign text is escaped. */
  readonly message: string;
  readonly before?: Json;
  readonly after?: Json;
}

/**
 * `code`: names in the generated code, which callers use. `learned output`: an output that the server does not
 * declare.
 */
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
