import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { show } from "../../text/show.js";
import { dialectOf, versionOf } from "../dialect.js";
import type { Dialect, SchemaDiagnostic, SchemaDiagnosticCode, SchemaDocument, SchemaNode } from "../ir.js";
import { DEFAULT_LIMITS, type SchemaLimits, survey } from "../limits.js";
import { type Place, refersOnly, resolveUri, Resources, ROOT_URI } from "../resources.js";
import { readAnnotations } from "./read-annotations.js";
import { readApplicators } from "./read-applicators.js";
import { readAssertions } from "./read-assertions.js";
import { cutCycles } from "./cycles.js";
import { suggestName } from "./names.js";
import { brief, type Draft, Reading } from "./reading.js";

export interface ReadOptions {
  /** Dialect of a schema without `$schema`. Default 2020-12, as in MCP. */
  readonly dialect?: Dialect;
  readonly limits?: Partial<SchemaLimits>;
  /** Documents that references may lead to, by URI. Only for the official test suite; schemas from servers never have any. */
  readonly remotes?: ReadonlyMap<string, Json>;
}

/**
 * Reads a JSON Schema of any dialect into a graph. Never throws and never fetches: parts that cannot be understood accept
 * everything and are listed in `diagnostics`.
 */
export function readSchema(schema: unknown, options: ReadOptions = {}): SchemaDocument {
  return new Reader(options).read(schema);
}

interface Task {
  readonly raw: JsonObject;
  readonly node: Draft;
  readonly place: Place;
  readonly depth: number;
}

class Reader {
  readonly #limits: SchemaLimits;
  readonly #dialect: Dialect;
  readonly #resources: Resources;
  readonly #diagnostics: SchemaDiagnostic[] = [];
  readonly #nodes = new Map<object, Draft>();
  readonly #definitions = new Map<SchemaNode, string>();
  readonly #dynamicAnchors = new Map<string, SchemaNode>();
  readonly #tasks: Task[] = [];
  #count = 0;
  #usesAnnotations = false;

  constructor(options: ReadOptions) {
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#dialect = options.dialect ?? "2020-12";
    this.#resources = new Resources(options.remotes);
  }

  read(schema: unknown): SchemaDocument {
    const { given, refers } = this.#admit(schema);
    const place = this.#resources.add(given, ROOT_URI, this.#dialect, { refers });
    const uri = isJsonObject(given) ? given["$schema"] : undefined;
    if (
      typeof uri === "string" &&
      dialectOf(uri) === undefined &&
      this.#resources.resolve(uri, place) === undefined
    ) {
      this.#report(
        "SCHEMA_UNKNOWN_DIALECT",
        "/$schema",
        `Unknown dialect ${show(JSON.stringify(uri), 120)}: read as ${place.dialect}.`,
      );
    }
    const root = this.#node(given, place, 0);
    // Tasks add further tasks, which a `for…of` over an array includes.
    for (const task of this.#tasks) this.#fill(task);
    if (this.#definitions.size > 0)
      cutCycles(
        [root, ...this.#definitions.keys()],
        this.#dynamicAnchors,
        this.#limits.refChain,
        (code, pointer, message) => this.#report(code, pointer, message),
      );
    return {
      root,
      dialect: place.dialect,
      definitions: this.#definitions,
      dynamicAnchors: this.#dynamicAnchors,
      usesAnnotations: this.#usesAnnotations,
      source: given,
      remotes: this.#resources.reached,
      diagnostics: this.#diagnostics,
    };
  }

  #report(code: SchemaDiagnosticCode, pointer: string, message: string): void {
    this.#diagnostics.push({ code, pointer, message });
  }

  /** Returns the schema, if it is one and not too long, and whether it contains references. */
  #admit(schema: unknown): { readonly given: Json; readonly refers: boolean } {
    if (!isJsonObject(schema)) {
      if (typeof schema === "boolean") return { given: schema, refers: false };
      this.#report(
        "SCHEMA_NOT_A_SCHEMA",
        "",
        "A schema must be an object or a boolean: this one accepts everything.",
      );
      return { given: true, refers: false };
    }
    const { tooLong, refers } = survey(schema, this.#limits.characters);
    if (!tooLong) return { given: schema, refers };
    this.#report(
      "SCHEMA_TOO_LARGE",
      "",
      `The schema is longer than the limit of ${this.#limits.characters} characters: it accepts everything.`,
    );
    return { given: true, refers: false };
  }

  /** Creates the node of a subschema, to be filled in later: reading is a loop, not a recursion. */
  #node(raw: unknown, place: Place, depth: number): Draft {
    const known = typeof raw === "object" && raw !== null ? this.#nodes.get(raw) : undefined;
    if (known !== undefined) return known;
    const node: Draft = { pointer: place.pointer, resource: place.base, annotations: {} };
    if (typeof raw === "boolean") node.always = raw;
    else if (!isJsonObject(raw)) {
      this.#report(
        "SCHEMA_NOT_A_SCHEMA",
        place.pointer,
        `${capital(brief(raw))} is in the place of a schema: it accepts everything.`,
      );
      node.always = true;
    } else if (depth > this.#limits.depth) {
      this.#report(
        "SCHEMA_TOO_DEEP",
        place.pointer,
        `Subschemas are nested deeper than the limit of ${this.#limits.depth}: this one accepts everything.`,
      );
      node.always = true;
    } else if (this.#count >= this.#limits.nodes) {
      if (this.#count++ === this.#limits.nodes) {
        this.#report(
          "SCHEMA_TOO_MANY_NODES",
          place.pointer,
          `There are more subschemas than the limit of ${this.#limits.nodes}: from here on they accept everything.`,
        );
      }
      node.always = true;
    } else {
      this.#count++;
      this.#nodes.set(raw, node);
      this.#tasks.push({ raw, node, place, depth });
    }
    return node;
  }

  #fill({ raw, node, place, depth }: Task): void {
    const child = (inner: unknown, path: string): SchemaNode => {
      const known = isJsonObject(inner) ? this.#resources.placeOf(inner) : undefined;
      return this.#node(inner, known ?? { ...place, pointer: `${place.pointer}/${path}` }, depth + 1);
    };
    const version = versionOf(place.dialect);
    const report = (code: SchemaDiagnosticCode, pointer: string, message: string): void =>
      this.#report(code, pointer, message);
    const reading = new Reading({ raw, node, version, limits: this.#limits, report, child });
    node.annotations = readAnnotations(reading, !refersOnly(raw, place.dialect));
    this.#readReferences(reading, place);
    if (refersOnly(raw, place.dialect)) return;
    if (place.asserts) readAssertions(reading);
    readApplicators(reading);
    if ((node.unevaluatedItems ?? node.unevaluatedProperties ?? node.dynamicRef) !== undefined)
      this.#usesAnnotations = true;
  }

  #readReferences(reading: Reading, place: Place): void {
    const { node } = reading;
    const plain = this.#follow(reading, "$ref", place);
    if (plain !== undefined) node.ref = plain.node;
    const dynamic =
      this.#follow(reading, "$dynamicRef", place) ?? this.#follow(reading, "$recursiveRef", place);
    if (dynamic === undefined) return;
    const recursive = reading.value("$recursiveRef") !== undefined;
    const name = recursive ? "" : resolveUri(dynamic.reference, place.base)?.fragment;
    const named = name === undefined ? undefined : this.#resources.dynamicAnchors.get(name);
    // The reference is dynamic only if its target is itself a dynamic anchor (2020-12, 8.2.3.2), and another has the same name.
    const begins =
      named !== undefined && named.length > 1 && named.some(({ schema }) => schema === dynamic.raw);
    node.dynamicRef = { target: dynamic.node, ...(begins && name !== undefined ? { anchor: name } : {}) };
    for (const { resource, schema } of begins ? named : []) {
      this.#dynamicAnchors.set(
        `${resource}#${name}`,
        this.#define(schema, this.#resources.placeOf(schema) ?? place),
      );
    }
  }

  #follow(
    reading: Reading,
    keyword: string,
    place: Place,
  ): { node: Draft; raw: unknown; reference: string } | undefined {
    const reference = reading.value(keyword);
    if (reference === undefined) return undefined;
    if (typeof reference !== "string") return reading.bad(keyword, "a URI reference");
    const target = this.#resources.resolve(reference, place);
    if (target === undefined) {
      reading.report(
        "SCHEMA_UNRESOLVED_REF",
        keyword,
        `${show(JSON.stringify(reference), 200)} does not resolve within this schema, and nothing is fetched: it accepts everything.`,
      );
      return undefined;
    }
    return { node: this.#define(target.schema, target.place), raw: target.schema, reference };
  }

  /** Creates the node of a reference's target: a definition, from which nesting is counted again. */
  #define(raw: unknown, place: Place): Draft {
    const node = this.#node(raw, place, 0);
    if (!this.#definitions.has(node)) this.#definitions.set(node, suggestName(raw, node.pointer));
    return node;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
