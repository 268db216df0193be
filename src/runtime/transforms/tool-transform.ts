import type { Json, JsonObject } from "../../shared/json/json.js";

/** What a config changes about one argument of a tool. */
export interface ArgumentTransform {
  /** JSON pointer in the config, for errors. */
  readonly pointer: string;
  readonly name?: string;
  readonly description?: string;
  /** Sent where the caller gives no value; the argument is optional then. Boxed, since `null` is a value. */
  readonly default?: { readonly value: Json };
  /** The caller does not see the argument: its default is sent, or nothing. */
  readonly hide?: boolean;
  /** The argument is required here, though not by the server. */
  readonly required?: true;
  readonly examples?: readonly Json[];
}

/** What a config changes about one tool. Its answers stay as they are. */
export interface ToolTransform {
  /** JSON pointer in the config, for errors. */
  readonly pointer: string;
  /** Name of the tool on the server. */
  readonly tool: string;
  readonly name?: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  /** In place of the server's tags. */
  readonly tags?: readonly string[];
  /** Added to the server's `_meta`. */
  readonly meta?: JsonObject;
  /** `false`: the tool is not listed and cannot be called. */
  readonly enabled?: boolean;
  /** By the name of the argument on the server. */
  readonly arguments: ReadonlyMap<string, ArgumentTransform>;
}
