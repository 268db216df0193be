import type { Json } from "../../shared/json/json.js";
import type {
  Dialect,
  SchemaDiagnostic,
  SchemaDocument,
  SchemaLimits,
  SchemaNode,
} from "../../shared/json-schema/index.js";

/** Whether a value goes to the server or comes from it: the same schema reads differently as a type. */
export type SchemaMode = "input" | "output";

/** One schema of a server that gets a name of its own: the input or output of a tool, an argument, … */
export interface SchemaRoot {
  /** As the server sent it. */
  readonly schema: Json;
  readonly mode: SchemaMode;
  /** Final: the plan has claimed it. */
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
  /** Dialect of a schema without `$schema`. Default 2020-12, as MCP says. */
  readonly dialect?: Dialect;
  /** Documents that references may lead to: for the official test suite only. */
  readonly remotes?: ReadonlyMap<string, Json>;
}

/** A type and its validator. */
export interface SchemaDeclaration {
  readonly typeName: string;
  /** `typeName` with a small first letter. */
  readonly validatorName: string;
  readonly node: SchemaNode;
  readonly document: SchemaDocument;
  readonly mode: SchemaMode;
  /** The root that it is; `undefined` for a definition that schemas refer to. */
  readonly root?: SchemaRoot;
}

/** Every declaration of one server's schemas, named. */
export interface SchemaPlan {
  /** Roots in the order given, then definitions by name. */
  readonly declarations: readonly SchemaDeclaration[];
  readonly diagnostics: readonly (SchemaDiagnostic & { readonly label: string })[];
  readonly options: SchemaOptions;
  /** The declaration of the root with this index. */
  rootOf(index: number): SchemaDeclaration;
  /** The declaration to name where a reference leads to `node`; `undefined`: print it in place. */
  declarationOf(node: SchemaNode): SchemaDeclaration | undefined;
}
