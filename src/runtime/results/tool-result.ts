import type { JsonObject } from "../../shared/json/json.js";
import type { Content } from "./content.js";

/** The complete result of a tool call. */
export interface ToolResult<T = unknown> {
  /**
   * `structuredContent`, unwrapped if a server framework wrapped it. From a generated client without an output schema: the
   * `Content`. Undefined if there is neither, and on errors.
   */
  readonly data: T;
  readonly content: Content;
  /** As the server sent it; may be any JSON value. */
  readonly structuredContent: unknown;
  /** `_meta` as the server sent it. */
  readonly meta: JsonObject | undefined;
  /** Whether the tool reported a failure, or its arguments are invalid. True only with `raiseOnError: false`. */
  readonly isError: boolean;
}
