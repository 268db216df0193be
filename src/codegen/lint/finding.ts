import type { SubjectKind } from "../diff/change.js";

/** Stable names of the rules. */
export type LintRule = "hidden-character" | "confusable-name" | "instruction" | "size";

/** Something in the texts of a server that a person should review before a model reads it. */
export interface LintFinding {
  /** Key of the server in the config. */
  readonly server: string;
  readonly kind: SubjectKind;
  /** Wire name, URI or URI template; the server's key for the server itself. */
  readonly name: string;
  /** Which text: `name`, `description`, or a JSON pointer into a schema. */
  readonly part: string;
  readonly rule: LintRule;
  /** What was found, in one sentence; foreign text is escaped. */
  readonly message: string;
}
