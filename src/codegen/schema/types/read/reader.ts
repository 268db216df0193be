import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import type { Json } from "../../../../shared/json/json.js";
import type { Kinds } from "../algebra/type-kinds.js";
import type { Type } from "../algebra/type.js";
import type { KindFacts } from "./static-kinds.js";

/** The functions that readers of single keywords need; this keeps them independent of each other. */
export interface Reader {
  readonly mode: "input" | "output";
  /** Reads the type of a separate value: a property, an item. A declared schema becomes its name. */
  read(node: SchemaNode): Type;
  /** Reads what `node` says of the same value as another schema, if it is one of `kinds`. */
  readInPlace(node: SchemaNode, kinds: Kinds): Type;
  facts(node: SchemaNode): KindFacts;
  /** Whether `node` accepts `value`; true if this cannot be decided. */
  accepts(node: SchemaNode, value: Json): boolean;
  /** Returns required properties of `node` that may be omitted, because the client fills them in. */
  completed(node: SchemaNode): ReadonlySet<string>;
  /** Reports that the type is wider than the schema at `node`. */
  widened(node: SchemaNode, what: string): void;
}
