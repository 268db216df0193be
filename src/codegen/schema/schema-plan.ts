import type { Json } from "../../shared/json/json.js";
import type {
  Dialect,
  SchemaDiagnostic,
  SchemaDocument,
  SchemaLimits,
  SchemaNode,
} from "../../shared/json-schema/index.js";

/** Whether a value goes to the server or comes from it: the type of a schema depends on this. */
export type SchemaMode = "input" | "output";

/** One schema of a server that gets its own name: the input or output of a tool, an argument, … */
export interface SchemaRoot {
  /** As the server sent it. */
  readonly schema: Json;
  readonly mode: SchemaMode;
  /** Final, since the plan has claimed it. */
  readonly typeName: string;
  /** What it is, for diagnostics: `tool "x" input`. */
  readonly label: string;
  /** First paragraph of the type's doc comment. */
  readonly doc?: string;
}

export interface SchemaOptions {
  readonly limits?: Partial<SchemaLimits>;
  /** Characters of one description in a comment. Default 16,384. */
  readonly docChars?: number;
  /** Whether validators assert `format`, `contentEncoding` and `contentMediaType`. Default false: they are annotations (2020-12, 7.2.1). */
  readonly assertFormats?: boolean;
  /** Whether texts that are date-times are `Date`s in types, and validators assert their format. Default false. */
  readonly dates?: boolean;
  /** Dialect of a schema without `$schema`. Default 2020-12, as MCP specifies. */
  readonly dialect?: Dialect;
  /** Documents that references may lead to; only for the official test suite. */
  readonly remotes?: ReadonlyMap<string, Json>;
}

/** A type and its validator. */
export interface SchemaDeclaration {
  readonly typeName: string;
  /** `typeName` with a lower-case first letter. */
  readonly validatorName: string;
  readonly node: SchemaNode;
  readonly document: SchemaDocument;
  readonly mode: SchemaMode;
  /** The root, if it is one; `undefined` for a definition that schemas refer to. */
  readonly root?: SchemaRoot;
}

/** Every declaration of one server's schemas, named. */
export interface SchemaPlan {
  /** Roots in the order given, then definitions by name. */
  readonly declarations: readonly SchemaDeclaration[];
  readonly diagnostics: readonly (SchemaDiagnostic & { readonly label: string })[];
  readonly options: SchemaOptions;
  /** Returns the declaration of the root with this index. */
  rootOf(index: number): SchemaDeclaration;
  /** Returns the declaration that a reference to `node` names; `undefined` to print the schema in place. */
  declarationOf(node: SchemaNode): SchemaDeclaration | undefined;
}
