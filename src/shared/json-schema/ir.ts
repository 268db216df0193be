import type { Json } from "../json/json.js";

/** The dialects that the reader understands, by their `$schema`. MCP's default is 2020-12. */
export type Dialect = "2020-12" | "2019-09" | "draft-07" | "draft-06" | "draft-04";

/** The six kinds of JSON value. `integer` is `number` with `integer: true`. */
export type Kind = "object" | "array" | "string" | "number" | "boolean" | "null";

/**
 * One subschema, free of dialect: what draft-07 calls `items: […]`, `dependencies` or `$ref` beside other keywords reads
 * the same as its 2020-12 form. The nodes of a schema form a graph (recursion is a cycle), and one JSON subschema is
 * one node: compare nodes by identity.
 *
 * A keyword that is absent is `undefined`, and one whose value its dialect does not allow is left out with a diagnostic.
 */
export interface SchemaNode {
  /** JSON pointer from the root of the document that was read, for diagnostics and as a stable id. */
  readonly pointer: string;
  /** `true` accepts everything and `false` nothing: a boolean schema. All other fields are then empty. */
  readonly always?: boolean;
  readonly annotations: Annotations;

  /** Kinds that `type` allows; `undefined` where there is no `type`. */
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

  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;

  /** Schemas of the first items, by position. */
  readonly prefixItems?: readonly SchemaNode[];
  /** Schema of every item after `prefixItems`. */
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly contains?: SchemaNode;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly unevaluatedItems?: SchemaNode;

  /** In the order in which the server wrote them. */
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
  /** `$dynamicRef` and `$recursiveRef`: what it means depends on the path by which a value got here. */
  readonly dynamicRef?: DynamicRef;
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly if?: SchemaNode;
  readonly then?: SchemaNode;
  readonly else?: SchemaNode;

  /** Resource (base URI) that the node belongs to: what dynamic scope is made of. */
  readonly resource: string;
}

export interface DynamicRef {
  /** What it means when no outer resource says otherwise. */
  readonly target: SchemaNode;
  /** Name of the `$dynamicAnchor` to look for from the outermost resource inwards; `undefined`: as a plain `$ref`. */
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

/** A schema, read: its root and what a printer or an evaluator needs beside it. */
export interface SchemaDocument {
  readonly root: SchemaNode;
  readonly dialect: Dialect;
  /** Named definitions (`$defs`, `definitions`) that something refers to, by node: the name that the schema gave them. */
  readonly definitions: ReadonlyMap<SchemaNode, string>;
  /** Nodes with a `$dynamicAnchor`, by `resource#anchor`. */
  readonly dynamicAnchors: ReadonlyMap<string, SchemaNode>;
  /** What was given up or repaired while reading: nothing is dropped in silence. */
  readonly diagnostics: readonly SchemaDiagnostic[];
}

/** A place in a schema where precision was lost. */
export interface SchemaDiagnostic {
  /** Stable: `SCHEMA_UNRESOLVED_REF`, `SCHEMA_UNKNOWN_DIALECT`, `SCHEMA_BAD_KEYWORD`, `SCHEMA_TOO_DEEP`, `SCHEMA_PATTERN` … */
  readonly code: string;
  readonly pointer: string;
  /** What was lost and why; foreign text in it is shown, not raw. */
  readonly message: string;
}
