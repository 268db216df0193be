import { isJsonObject, type JsonObject } from "../../json/json.js";
import { show } from "../../text/show.js";
import { knows } from "../dialect.js";
import type { SchemaDiagnosticCode, SchemaNode } from "../ir.js";
import type { SchemaLimits } from "../limits.js";
import { escapePointer } from "../resources.js";

/** A node while it is being filled in. */
export type Draft = { -readonly [Field in keyof SchemaNode]: SchemaNode[Field] };

/**
 * One subschema while it is being read: its keywords by type, with a diagnostic for each value that its dialect does not allow.
 */
export class Reading {
  readonly raw: JsonObject;
  readonly node: Draft;
  readonly version: number;
  readonly limits: SchemaLimits;
  readonly #report: (code: SchemaDiagnosticCode, pointer: string, message: string) => void;
  readonly #child: (raw: unknown, path: string) => SchemaNode;

  constructor(options: {
    readonly raw: JsonObject;
    readonly node: Draft;
    readonly version: number;
    readonly limits: SchemaLimits;
    readonly report: (code: SchemaDiagnosticCode, pointer: string, message: string) => void;
    readonly child: (raw: unknown, path: string) => SchemaNode;
  }) {
    this.raw = options.raw;
    this.node = options.node;
    this.version = options.version;
    this.limits = options.limits;
    this.#report = options.report;
    this.#child = options.child;
  }

  /** Returns the original value of a keyword that this dialect has; `undefined` if it is absent. */
  value(keyword: string): unknown {
    return Object.hasOwn(this.raw, keyword) && knows(this.version, keyword) ? this.raw[keyword] : undefined;
  }

  report(code: SchemaDiagnosticCode, keyword: string, message: string): void {
    this.#report(code, `${this.node.pointer}/${keyword}`, message);
  }

  /** Reports a keyword that is left out; returns `undefined` for readers to return. */
  bad(keyword: string, wanted: string): undefined {
    this.report(
      "SCHEMA_BAD_KEYWORD",
      keyword,
      `"${keyword}" must be ${wanted}, not ${brief(this.raw[keyword])}: it is ignored.`,
    );
    return undefined;
  }

  /** Reads a finite number. */
  number(keyword: string): number | undefined {
    const value = this.value(keyword);
    if (value === undefined) return undefined;
    return typeof value === "number" && Number.isFinite(value) ? value : this.bad(keyword, "a number");
  }

  /** Reads an integer, zero or more. */
  count(keyword: string): number | undefined {
    const value = this.value(keyword);
    if (value === undefined) return undefined;
    return typeof value === "number" && Number.isInteger(value) && value >= 0
      ? value
      : this.bad(keyword, "a whole number of zero or more");
  }

  text(keyword: string): string | undefined {
    const value = this.value(keyword);
    return typeof value === "string" ? value : undefined;
  }

  flag(keyword: string): boolean | undefined {
    const value = this.value(keyword);
    return typeof value === "boolean" ? value : undefined;
  }

  /** Reads the subschema of a keyword. */
  schema(keyword: string): SchemaNode | undefined {
    const value = this.value(keyword);
    return value === undefined ? undefined : this.#child(value, keyword);
  }

  schemas(keyword: string): readonly SchemaNode[] | undefined {
    const value = this.value(keyword);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || value.length === 0) return this.bad(keyword, "an array of schemas");
    return value.map((each, i) => this.#child(each, `${keyword}/${i}`));
  }

  /** Reads subschemas by name, in their original order. */
  schemaMap(keyword: string): ReadonlyMap<string, SchemaNode> | undefined {
    const value = this.value(keyword);
    if (value === undefined) return undefined;
    if (!isJsonObject(value)) return this.bad(keyword, "an object of schemas");
    return new Map(Object.keys(value).map((name) => [name, this.child(value[name], keyword, name)]));
  }

  child(raw: unknown, keyword: string, name: string): SchemaNode {
    return this.#child(raw, `${keyword}/${escapePointer(name)}`);
  }

  /** Reads distinct strings. */
  names(keyword: string, value: unknown = this.value(keyword)): readonly string[] | undefined {
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || !value.every((name) => typeof name === "string"))
      return this.bad(keyword, "an array of strings");
    return [...new Set(value)];
  }
}

/** Describes a foreign value briefly: it may be nested too deeply to be written out. */
export function brief(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : show(JSON.stringify(value), 60);
}

/** Sets a field if it has a value: with `exactOptionalPropertyTypes`, an absent field must stay absent. */
export function set<Node extends object, Field extends keyof Node>(
  node: Node,
  field: Field,
  value: Node[Field] | undefined,
): void {
  if (value !== undefined) node[field] = value;
}
