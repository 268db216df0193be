import type { SchemaNode } from "../../../shared/json-schema/ir.js";
import { show } from "../../../shared/text/show.js";
import type { SchemaDeclaration, SchemaPlan } from "../schema-plan.js";
import type { Type } from "./algebra/type.js";
import { acceptsValue } from "./accepts.js";
import { completedProperties, schemaOfInput } from "./completed.js";
import { mergeNames } from "./read/merge-names.js";
import { readType } from "./read/read-type.js";

/** A place where a type is wider than its schema, although the schema says more that a type could matter for. */
export interface TypeDiagnostic {
  readonly code: "TYPE_WIDER_THAN_SCHEMA";
  readonly pointer: string;
  readonly message: string;
}

export interface DeclaredType {
  readonly type: Type;
  readonly diagnostics: readonly TypeDiagnostic[];
}

const read = new WeakMap<SchemaPlan, Map<SchemaDeclaration, DeclaredType>>();

/** The type of a declaration, read once. */
export function declaredType(declaration: SchemaDeclaration, plan: SchemaPlan): DeclaredType {
  const known = read.get(plan) ?? new Map<SchemaDeclaration, DeclaredType>();
  read.set(plan, known);
  const declared = known.get(declaration) ?? readDeclaration(declaration, plan);
  known.set(declaration, declared);
  return declared;
}

function readDeclaration(declaration: SchemaDeclaration, plan: SchemaPlan): DeclaredType {
  const { mode, document } = declaration;
  const diagnostics = new Map<string, TypeDiagnostic>();
  const completed = completedProperties(declaration);
  const type = readType({
    node: completed.size > 0 ? schemaOfInput(declaration.node) : declaration.node,
    mode,
    completed,
    nameOf: (node) => plan.declarationOf(node)?.typeName,
    accepts: (node, value) => acceptsValue(document, node, value),
    widened: (node, what) => void diagnostics.set(`${node.pointer} ${what}`, diagnosticOf(node, what)),
  });
  return { type: mergeNames(type), diagnostics: [...diagnostics.values()] };
}

function diagnosticOf(node: SchemaNode, what: string): TypeDiagnostic {
  const message = `The type does not say all of the schema at ${show(node.pointer === "" ? "the root" : node.pointer)}: it leaves out ${what}. The validator says it.`;
  return { code: "TYPE_WIDER_THAN_SCHEMA", pointer: node.pointer, message };
}
