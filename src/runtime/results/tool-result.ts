import type { JsonObject } from "../../shared/json/json.js";
import type { Content } from "./content.js";

/** Everything that a tool answered. */
export interface ToolResult<T = unknown> {
  /**
   * `structuredContent`, unwrapped where a server framework wrapped it. Through a generated client without an output
   * schema: the `Content`. Undefined where there is neither, and on errors.
   */
  readonly data: T;
  readonly content: Content;
  /** As the server sent it; may be any JSON value. */
  readonly structuredContent: unknown;
  /** `_meta` as the server sent it. */
  readonly meta: JsonObject | undefined;
  /** The tool reported a failure. Seen only with `raiseOnError: false`. */
  readonly isError: boolean;
}
