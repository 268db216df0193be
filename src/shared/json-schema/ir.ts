import type { Json } from "../json/json.js";

/** The dialects that the reader understands, by their `$schema`. MCP's default is 2020-12. */
export type Dialect = "2020-12" | "2019-09" | "draft-07" | "draft-06" | "draft-04";

/** The six kinds of JSON value. `integer` is `number` with `integer: true`. */
export type Kind = "object" | "array" | "string" | "number" | "boolean" | "null";

/**
 * One subschema, independent of its dialect: draft-07's `items: […]`, `dependencies`, or `$ref` next to other keywords are
 * converted to their 2020-12 form. The nodes of a schema form a graph (recursion is a cycle), and one JSON subschema is one
 * node: compare nodes by identity.
 *
 * An absent keyword is `undefined`; a keyword with a value that its dialect does not allow is left out with a diagnostic.
 */
export interface SchemaNode {
  /** JSON pointer from the root of the document, for diagnostics and as a stable id. */
  readonly pointer: string;
  /** `true` accepts everything and `false` nothing: a boolean schema. All other fields are then empty. */
  readonly always?: boolean;
  readonly annotations: Annotations;

  /** Kinds that `type` allows; `undefined` without `type`. */
  readonly kinds?: ReadonlySet<Kind>;
  /** `type` allows integers but not other numbers. */
  readonly integer?: boolean;
  /** `const` and `enum` together: the values allowed. */
  readonly values?: readonly Json[];

  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;

  /** In code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** ECMA-262 with Unicode semantics. Only patterns that can be matched in linear time are here: `./pattern`. */
  readonly pattern?: string;

  /** Schemas of the first items, by position. */
  readonly prefixItems?: readonly SchemaNode[];
  /** Schema of every item after `prefixItems`. */
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly contains?: SchemaNode;
  /** Whether an item that `contains` matched counts as evaluated (2020-12) or not (2019-09). */
  readonly containsEvaluates?: boolean;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly unevaluatedItems?: SchemaNode;

  /** In the server's order. */
  readonly properties?: ReadonlyMap<string, SchemaNode>;
  readonly required?: ReadonlySet<string>;
  readonly patternProperties?: ReadonlyMap<string, SchemaNode>;
  readonly additionalProperties?: SchemaNode;
  readonly propertyNames?: SchemaNode;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>;
  readonly dependentSchemas?: ReadonlyMap<string, SchemaNode>;
  readonly unevaluatedProperties?: SchemaNode;

  readonly ref?: SchemaNode;
  /** `$dynamicRef` and `$recursiveRef`: the meaning depends on how a value is reached. */
  readonly dynamicRef?: DynamicRef;
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly if?: SchemaNode;
  readonly then?: SchemaNode;
  readonly else?: SchemaNode;

  /** Resource (base URI) of the node, for the dynamic scope. */
  readonly resource: string;
}

export interface DynamicRef {
  /** The target if no outer resource has another. */
  readonly target: SchemaNode;
  /** Name of the `$dynamicAnchor` to look for from the outermost resource inwards; `undefined`: always `target`, like a `$ref`. */
  readonly anchor?: string;
}

/** What a schema says without asserting it. */
export interface Annotations {
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
}

/** A schema that has been read: its root and what printers and evaluators need besides. */
export interface SchemaDocument {
  readonly root: SchemaNode;
  readonly dialect: Dialect;
  /**
   * Every target of a `$ref` or `$dynamicRef` (the root only if it is one), with the name that the schema suggests: its key in
   * `$defs`, its anchor, or the last segment of the pointer. Every other node is reached by exactly one path from the root or
   * from one of these: they form trees.
   */
  readonly definitions: ReadonlyMap<SchemaNode, string>;
  /** Nodes with a `$dynamicAnchor`, by `resource#anchor`; those with `$recursiveAnchor`, by `resource#`. */
  readonly dynamicAnchors: ReadonlyMap<string, SchemaNode>;
  /** Whether any node has `unevaluated…` or a dynamic reference: only then does it matter how a value is evaluated. */
  readonly usesAnnotations: boolean;
  /** The original schema, and other documents that its references reached (only in the official test suite). */
  readonly source: Json;
  readonly remotes: ReadonlyMap<string, Json>;
  /** What was dropped or repaired while reading: nothing is dropped silently. */
  readonly diagnostics: readonly SchemaDiagnostic[];
}

/** Stable names of what the reader drops or repairs. */
export type SchemaDiagnosticCode =
  /** A schema is neither an object nor a boolean: it accepts everything. */
  | "SCHEMA_NOT_A_SCHEMA"
  /** `$schema` is not a known dialect: read as 2020-12. */
  | "SCHEMA_UNKNOWN_DIALECT"
  /** A reference to another document, or to a place that does not exist: it accepts everything. Nothing is ever fetched. */
  | "SCHEMA_UNRESOLVED_REF"
  /** A reference that only leads back to itself: it is ignored. */
  | "SCHEMA_ALIAS_CYCLE"
  /** A keyword with a value that its dialect does not allow: left out. */
  | "SCHEMA_BAD_KEYWORD"
  /** `type` has a type that JSON Schema does not define: left out. */
  | "SCHEMA_UNKNOWN_TYPE"
  /** OpenAPI's `nullable: true` is not JSON Schema: left out. */
  | "SCHEMA_NULLABLE"
  /** A pattern that cannot be matched in linear time (look-around, back-reference), or is not a regular expression: left out. */
  | "SCHEMA_PATTERN"
  /** A limit was reached: everything beyond accepts everything. */
  | "SCHEMA_TOO_LARGE"
  | "SCHEMA_TOO_DEEP"
  | "SCHEMA_TOO_MANY_NODES"
  | "SCHEMA_REF_CHAIN"
  /** An `enum` longer than the limit: only the kinds of its values are kept. */
  | "SCHEMA_LARGE_ENUM";

/** A place in a schema where precision was lost. */
export interface SchemaDiagnostic {
  readonly code: SchemaDiagnosticCode;
  readonly pointer: string;
  /** What was lost and why; foreign text in it is escaped. */
  readonly message: string;
}
