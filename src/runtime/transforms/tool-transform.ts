import type { Json, JsonObject } from "../../shared/json/json.js";

/** What a config changes about one argument of a tool. */
export interface ArgumentTransform {
  /** JSON pointer in the config, for errors. */
  readonly pointer: string;
  readonly name?: string;
  readonly description?: string;
  /** Sent if the caller gives no value, so the argument is optional. Boxed, since `null` is a value. */
  readonly default?: { readonly value: Json };
  /** Whether the default may be a secret, so that it is sent and not shown in the schema. */
  readonly isSecret?: boolean;
  /** Whether the argument is hidden from the caller: its default is sent, or nothing. */
  readonly hide?: boolean;
  /** The argument is required here, although the server does not require it. */
  readonly required?: true;
  readonly examples?: readonly Json[];
}

/** A config's changes to one tool. Its answers are not changed. */
export interface ToolTransform {
  /** JSON pointer in the config, for errors. */
  readonly pointer: string;
  /** Name of the tool on the server. */
  readonly tool: string;
  readonly name?: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  /** Replaces the server's tags. */
  readonly tags?: readonly string[];
  /** Added to the server's `_meta`. */
  readonly meta?: JsonObject;
  /** `false`: the tool is not listed and cannot be called. */
  readonly enabled?: boolean;
  /** By the argument's name on the server. */
  readonly arguments: ReadonlyMap<string, ArgumentTransform>;
}
