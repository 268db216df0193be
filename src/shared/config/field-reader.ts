import { timerMs } from "../time/forever.js";
import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { show } from "../text/show.js";
import { type ConfigFault, pointerTo } from "./fault.js";

function typeOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a${typeof value === "object" ? "n" : ""} ${typeof value}`;
}

/** Reads typed fields of one object; a value of the wrong type becomes a fault with its pointer, never an exception. */
export class FieldReader {
  readonly object: JsonObject;
  readonly pointer: string;
  readonly #faults: ConfigFault[];
  readonly #server: string;

  constructor(object: JsonObject, pointer: string, server: string, faults: ConfigFault[]) {
    this.object = object;
    this.pointer = pointer;
    this.#server = server;
    this.#faults = faults;
  }

  /** Returns a reader of an object at `keys` below this one. */
  below(object: JsonObject, ...keys: readonly (string | number)[]): FieldReader {
    return new FieldReader(object, pointerTo(this.pointer, ...keys), this.#server, this.#faults);
  }

  /** Records a fault at `keys` below this object. */
  fault(keys: readonly (string | number)[], message: string, hint: string): void {
    this.#faults.push({ pointer: pointerTo(this.pointer, ...keys), server: this.#server, message, hint });
  }

  /** Returns the first of `names` that is an own property and not `null`. */
  find(names: readonly string[]): { name: string; value: Json } | undefined {
    for (const name of names) {
      const value = Object.hasOwn(this.object, name) ? this.object[name] : undefined;
      if (value !== undefined && value !== null) return { name, value };
    }
    return undefined;
  }

  string(...names: readonly string[]): string | undefined {
    return this.#typed(names, "a string", (value) => (typeof value === "string" ? value : undefined));
  }

  boolean(...names: readonly string[]): boolean | undefined {
    return this.#typed(names, "true or false", (value) => (typeof value === "boolean" ? value : undefined));
  }

  /** Reads a duration in milliseconds, zero or more; what no timer can take counts as the longest. */
  milliseconds(...names: readonly string[]): number | undefined {
    return this.#typed(names, "a number of milliseconds, 0 or more", (value) =>
      typeof value === "number" && value >= 0 ? timerMs(value) : undefined,
    );
  }

  /** Reads a size in bytes, at least one. */
  bytes(...names: readonly string[]): number | undefined {
    return this.#typed(names, "a whole number of bytes, 1 or more", (value) =>
      typeof value === "number" && Number.isSafeInteger(value) && value >= 1 ? value : undefined,
    );
  }

  oneOf<T extends string>(allowed: readonly T[], ...names: readonly string[]): T | undefined {
    return this.#typed(names, `one of ${allowed.join(", ")}`, (value) => allowed.find((it) => it === value));
  }

  record(...names: readonly string[]): JsonObject | undefined {
    return this.#typed(names, "an object", (value) => (isJsonObject(value) ? value : undefined));
  }

  array(...names: readonly string[]): readonly Json[] | undefined {
    return this.#typed(names, "an array", (value) =>
      Array.isArray(value) ? (value as readonly Json[]) : undefined,
    );
  }

  /** Reads strings; converts numbers and booleans, which every client of these configs accepts. */
  strings(...names: readonly string[]): readonly string[] | undefined {
    const found = this.find(names);
    if (found === undefined) return undefined;
    const items = this.array(...names) ?? [];
    return items.flatMap((item, index) => this.#text(item, [found.name, index]));
  }

  /** Reads strings by name into an object without prototype, so that `__proto__` is a key like any other; `null` omits a name. */
  texts(...names: readonly string[]): Record<string, string> {
    const texts = Object.create(null) as Record<string, string>;
    const found = this.find(names);
    if (found === undefined) return texts;
    for (const [key, value] of Object.entries(this.record(...names) ?? {})) {
      if (value === null) continue;
      for (const text of this.#text(value, [found.name, key])) texts[key] = text;
    }
    return texts;
  }

  #text(value: Json, keys: readonly (string | number)[]): readonly string[] {
    if (typeof value === "string") return [value];
    if (typeof value === "number" || typeof value === "boolean") return [String(value)];
    this.fault(keys, `"${show(keys.join("."))}" is ${typeOf(value)}, not text.`, "Write a string.");
    return [];
  }

  #typed<T>(names: readonly string[], expected: string, read: (value: Json) => T | undefined): T | undefined {
    const found = this.find(names);
    if (found === undefined) return undefined;
    const value = read(found.value);
    if (value === undefined) {
      this.fault(
        [found.name],
        `"${found.name}" is ${typeOf(found.value)}; it must be ${expected}.`,
        `Write ${expected}, or remove it.`,
      );
    }
    return value;
  }
}
