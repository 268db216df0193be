import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import type { Json } from "../../../../shared/json/json.js";
import { intersect } from "../algebra/intersect.js";
import { ALL_KINDS, type Kinds } from "../algebra/type-kinds.js";
import { alternatives, anyOfKinds, date, type Type } from "../algebra/type.js";
import { union } from "../algebra/union.js";
import { ArmCounter } from "./arms.js";
import { compose } from "./compose.js";
import type { Reader } from "./reader.js";
import { type KindFacts, KindReader } from "./static-kinds.js";

export interface TypeSource {
  /** The schema of the declaration whose type is read. */
  readonly node: SchemaNode;
  readonly mode: "input" | "output";
  /** Returns the name of a schema's declaration; `undefined` for a schema that is printed in place. */
  readonly nameOf: (node: SchemaNode) => string | undefined;
  /** Whether the texts that a schema allows are `Date`s. */
  readonly isDated: (node: SchemaNode) => boolean;
  readonly accepts: (node: SchemaNode, value: Json) => boolean;
  /** Required properties of the declared schema that its type makes optional. */
  readonly completed: ReadonlySet<string>;
  readonly widened: (node: SchemaNode, what: string) => void;
}

/** Returns the type that a declaration stands for, one level deep: declared schemas appear as names. */
export function readType(source: TypeSource): Type {
  const type = new TypeReader(source).written(source.node, ALL_KINDS);
  return source.isDated(source.node) ? dated(type) : type;
}

/** Returns `type` with `Date` for `string`. */
function dated(type: Type): Type {
  return union(
    alternatives(type).map((member) =>
      member.is === "primitive" && member.name === "string" ? date : member,
    ),
  );
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Reads each schema once. It terminates because no reference in the graph leads back to the same value, and because
 * every schema that a reference leads to has a name.
 */
class TypeReader implements Reader {
  readonly mode: "input" | "output";
  readonly #source: TypeSource;
  readonly #kinds = new KindReader();
  readonly #arms = new ArmCounter();
  /** What has been read, by the requested kinds. */
  readonly #read: (Map<SchemaNode, Type> | undefined)[] = [];

  constructor(source: TypeSource) {
    this.mode = source.mode;
    this.#source = source;
  }

  read(node: SchemaNode): Type {
    const type = this.readInPlace(node, ALL_KINDS);
    return this.#source.isDated(node) ? dated(type) : type;
  }

  readInPlace(node: SchemaNode, kinds: Kinds): Type {
    const name = this.#source.nameOf(node);
    if (name === undefined) return this.written(node, kinds);
    const named: Type = {
      is: "name",
      name,
      node,
      kinds: this.facts(node).possible,
      arms: this.#arms.of(node),
      resolve: () => this.written(node, ALL_KINDS),
    };
    return kinds === ALL_KINDS ? named : intersect([anyOfKinds(kinds), named]);
  }

  /** Returns the type of `node`, spelled out even if it has a name. */
  written(node: SchemaNode, kinds: Kinds): Type {
    const read = this.#read[kinds] ?? (this.#read[kinds] = new Map<SchemaNode, Type>());
    const type = read.get(node) ?? compose(node, kinds, this);
    read.set(node, type);
    return type;
  }

  facts(node: SchemaNode): KindFacts {
    return this.#kinds.of(node);
  }

  accepts(node: SchemaNode, value: Json): boolean {
    return this.#source.accepts(node, value);
  }

  completed(node: SchemaNode): ReadonlySet<string> {
    return node === this.#source.node ? this.#source.completed : NONE;
  }

  widened(node: SchemaNode, what: string): void {
    this.#source.widened(node, what);
  }
}
