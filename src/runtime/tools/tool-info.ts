import type { JsonObject } from "../../shared/json/json.js";
import type { AnswerForm } from "../../shared/tool/answer-data.js";
import type { RequestOptions } from "../backend/call-options.js";
import type { ToolResult } from "../results/tool-result.js";

/** What a server claims about a tool (MCP, `ToolAnnotations`). Absent: no claim. */
export interface ToolHints {
  /** It does not change anything. */
  readonly readOnly?: boolean;
  /** It may destroy something. */
  readonly destructive?: boolean;
  /** Repeating a call with the same arguments has no further effect. */
  readonly idempotent?: boolean;
  /** It interacts with systems outside the server. */
  readonly openWorld?: boolean;
}

/** What is known about one tool of one server. */
export interface ToolInfo<Name extends string = string> {
  /** Name of the server: its key in the config, or the client's name. */
  readonly server: string;
  /** Name of the tool on the wire. */
  readonly name: Name;
  readonly title?: string;
  readonly description?: string;
  readonly hints: ToolHints;
  /** JSON Schema, as the server sent it. */
  readonly inputSchema: JsonObject;
  /** JSON Schema, as the server sent it; if `learned` is present, it was learned. */
  readonly outputSchema?: JsonObject;
  /** Present if the server does not declare an output: `outputSchema` then describes data in texts, which have this form. */
  readonly learned?: AnswerForm;
  /** Generated types have `Date`s for date-times of its input and output. Here, in `call` and `check`, they are strings. */
  readonly dates?: true;
}

/** A tool that can be called. */
export interface CallableTool<Name extends string = string> extends ToolInfo<Name> {
  /** Rejects, as `call` does, for invalid arguments. Absent: only the server checks them. */
  check?(args: JsonObject): Promise<void>;
  /**
   * Calls it. Rejects for invalid arguments and failed connections; a failure that the tool reports is a result with `isError`.
   */
  call(args: JsonObject, options?: RequestOptions): Promise<ToolResult>;
}

/** Returns the hints among a tool's annotations. */
export function hintsOf(annotations: unknown): ToolHints {
  const given = (typeof annotations === "object" && annotations !== null ? annotations : {}) as Readonly<
    Record<string, unknown>
  >;
  const hints: Record<string, boolean> = {};
  for (const hint of ["readOnly", "destructive", "idempotent", "openWorld"] as const) {
    const value = given[`${hint}Hint`];
    if (typeof value === "boolean") hints[hint] = value;
  }
  return hints;
}
