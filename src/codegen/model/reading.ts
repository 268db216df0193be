import { canonicalJson } from "../../shared/json/canonical.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { type Limits, raise } from "./limits.js";
import { deeperThan, normalJson, normalObject } from "../../shared/json/normal-json.js";
import { orderSchema, sortAllKeys } from "./schema-order.js";
import type { ModelDiagnostic } from "./server-model.js";

/** Returns how diagnostics name an item: `tool "x"`, with invisible characters escaped. */
export function subjectOf(kind: string, name: string): string {
  return `${kind} "${show(name, 80)}"`;
}

/** One item of a list while it is read: typed access to its members, and diagnostics about it. */
export class ItemReader {
  readonly #item: JsonObject;
  readonly #subject: string;
  readonly #limits: Limits;
  readonly #diagnostics: ModelDiagnostic[];

  private constructor(item: JsonObject, subject: string, limits: Limits, diagnostics: ModelDiagnostic[]) {
    this.#item = item;
    this.#subject = subject;
    this.#limits = limits;
    this.#diagnostics = diagnostics;
  }

  /**
   * Returns a reader of `item`, or `undefined` and a diagnostic if it is not an object, nests too deeply or has no valid
   * `key`. `kind` names it in diagnostics: `tool`, `prompt`.
   */
  static open(
    kind: string,
    item: unknown,
    key: string,
    limits: Limits,
    diagnostics: ModelDiagnostic[],
  ): ItemReader | undefined {
    const refuse = (subject: string, message: string): undefined => {
      diagnostics.push({
        code: `${kind.replace(/\W/g, "_").toUpperCase()}_MALFORMED`,
        severity: "error",
        subject,
        message,
      });
      return undefined;
    };
    if (!isJsonObject(item))
      return refuse(
        kind,
        `The server listed something that is not an object: ${show(shortJson(item), 80)}. It is left out.`,
      );
    const name = item[key];
    if (typeof name !== "string") {
      return refuse(
        kind,
        `The server listed an item without a "${key}" of type string: ${show(shortJson(item), 80)}. It is left out.`,
      );
    }
    const subject = subjectOf(kind, name);
    const longest = key === "name" ? "nameChars" : "uriChars";
    if (name.length > limits[longest])
      return refuse(
        subject,
        `Its ${key} has ${name.length} characters; the limit is ${limits[longest]}. It is left out. ${raise(longest)}`,
      );
    if (deeperThan(item, limits.itemDepth))
      return refuse(
        subject,
        `It is nested deeper than ${limits.itemDepth} levels. It is left out. ${raise("itemDepth")}`,
      );
    return new ItemReader(item, subject, limits, diagnostics);
  }

  /** Records a problem of the item for which it is not dropped. */
  warn(code: string, message: string, pointer?: string): void {
    this.#diagnostics.push({
      code,
      severity: "warning",
      subject: this.#subject,
      message,
      ...(pointer !== undefined && { pointer }),
    });
  }

  has(key: string): boolean {
    return this.#own(key) !== undefined;
  }

  /** Returns a string member. `null` counts as absent; so does another type, with a diagnostic. */
  text(key: string): string | undefined {
    const value = this.#own(key);
    if (value === undefined || typeof value === "string") return value;
    this.warn("FIELD_MALFORMED", `Its "${key}" is not a string and is ignored.`, `/${key}`);
    return undefined;
  }

  flag(key: string): boolean | undefined {
    const value = this.#own(key);
    if (value === undefined || typeof value === "boolean") return value;
    this.warn("FIELD_MALFORMED", `Its "${key}" is not a boolean and is ignored.`, `/${key}`);
    return undefined;
  }

  /** Returns an object member as sent, with sorted keys. */
  object(key: string): JsonObject | undefined {
    const value = this.#own(key);
    if (value === undefined) return undefined;
    if (isJsonObject(value)) return sortAllKeys(normalObject(value)) as JsonObject;
    this.warn("FIELD_MALFORMED", `Its "${key}" is not an object and is ignored.`, `/${key}`);
    return undefined;
  }

  list(key: string): readonly Json[] {
    const value = this.#own(key);
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.warn("FIELD_MALFORMED", `Its "${key}" is not an array and is ignored.`, `/${key}`);
    return [];
  }

  /** Returns a member as sent, including `null`. */
  value(key: string): Json | undefined {
    return Object.hasOwn(this.#item, key) ? this.#item[key] : undefined;
  }

  /** Returns a JSON Schema in normal form; `undefined` if the member is absent or not a schema. */
  schema(key: string): Json | "malformed" | undefined {
    const value = this.#own(key);
    if (value === undefined) return undefined;
    if (typeof value !== "boolean" && !isJsonObject(value)) return "malformed";
    const size = JSON.stringify(value).length;
    if (size <= this.#limits.schemaChars) return orderSchema(normalJson(value));
    this.warn(
      "SCHEMA_TOO_LARGE",
      `Its ${key} has ${size} characters; the limit is ${this.#limits.schemaChars}. Anything is accepted in its place. ${raise("schemaChars")}`,
      `/${key}`,
    );
    return true;
  }

  #own(key: string): Json | undefined {
    const value = Object.hasOwn(this.#item, key) ? this.#item[key] : undefined;
    return value === null ? undefined : value;
  }
}

/** Returns the value as canonical JSON for a message, so that messages do not depend on the order of keys. */
function shortJson(value: unknown): string {
  return deeperThan(value, 32) ? "…" : canonicalJson(value);
}
