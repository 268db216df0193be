import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import type { Json } from "../../../../shared/json/json.js";
import type { Kinds } from "../algebra/kinds.js";
import type { Type } from "../algebra/type.js";
import type { KindFacts } from "./static-kinds.js";

/** What the readers of single keywords need of the whole: it keeps them apart from each other. */
export interface Reader {
  readonly mode: "input" | "output";
  /** The type of a value that stands at a place of its own: a property, an item. A declared schema is its name. */
  read(node: SchemaNode): Type;
  /** What `node` says of the very value that another schema speaks of, if it is one of `kinds`. */
  readInPlace(node: SchemaNode, kinds: Kinds): Type;
  facts(node: SchemaNode): KindFacts;
  /** Whether `node` accepts `value`; true where that cannot be told. */
  accepts(node: SchemaNode, value: Json): boolean;
  /** Required properties of `node` that may be left out, because the client fills them in. */
  completed(node: SchemaNode): ReadonlySet<string>;
  /** Says that the type is wider than the schema at `node`. */
  widened(node: SchemaNode, what: string): void;
}
