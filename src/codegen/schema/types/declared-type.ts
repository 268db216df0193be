import { dateTimesAt, everyNode, isDateTime, type SchemaNode } from "../../../shared/json-schema/index.js";
import type { Json } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import type { SchemaDeclaration, SchemaPlan } from "../schema-plan.js";
import { acceptsValue } from "../accepts-value.js";
import { inputDefaults, referred } from "../input-defaults.js";
import type { NamedType, Type } from "./algebra/type.js";
import { withoutCircularTuples } from "./read/circular-tuples.js";
import { mergeNames } from "./read/merge-names.js";
import { readType } from "./read/read-type.js";

/** A place where a type is wider than its schema although the schema says more that a type could express. */
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

/** Returns the type of a declaration, which is read once. */
export function declaredType(declaration: SchemaDeclaration, plan: SchemaPlan): DeclaredType {
  const known = read.get(plan) ?? new Map<SchemaDeclaration, DeclaredType>();
  read.set(plan, known);
  const declared = known.get(declaration) ?? readDeclaration(declaration, plan);
  known.set(declaration, declared);
  return declared;
}

/** Reports where the type of a declaration says less than its schema, and less than a reader would expect. */
export function typeDiagnostics(declaration: SchemaDeclaration, plan: SchemaPlan): readonly TypeDiagnostic[] {
  return declaredType(declaration, plan).diagnostics;
}

function readDeclaration(declaration: SchemaDeclaration, plan: SchemaPlan): DeclaredType {
  const { mode, document, typeName, root } = declaration;
  const diagnostics = new Map<string, TypeDiagnostic>();
  const filledIn = root !== undefined && mode === "input";
  const completed = new Set(filledIn ? inputDefaults(document, declaration.node).keys() : []);
  const node = completed.size > 0 ? referred(declaration.node) : declaration.node;
  const isDated = (at: SchemaNode): boolean => plan.options.dates === true && dateTimesAt(at).size > 0;
  const nameOf = (at: SchemaNode): string | undefined =>
    plan.options.dates === true && isDateTime(at) ? undefined : plan.declarationOf(at)?.typeName;
  const widened = (at: SchemaNode, what: string): void =>
    void diagnostics.set(`${at.pointer} ${what}`, diagnosticOf(at, what));
  const accepts = (at: SchemaNode, value: Json): boolean => acceptsValue(document, at, value);
  const read = mergeNames(readType({ node, mode, completed, nameOf, isDated, accepts, widened }));
  const leadsBack = (name: NamedType): boolean =>
    [...everyNode([name.node])].some((at) => nameOf(at) === typeName);
  const type = withoutCircularTuples(read, leadsBack, () =>
    widened(node, "the positions in a tuple that may hold what it is part of"),
  );
  return { type, diagnostics: [...diagnostics.values()] };
}

function diagnosticOf(node: SchemaNode, what: string): TypeDiagnostic {
  const message = `The type does not say all of the schema at ${show(node.pointer === "" ? "the root" : node.pointer)}: it leaves out ${what}. The validator says it.`;
  return { code: "TYPE_WIDER_THAN_SCHEMA", pointer: node.pointer, message };
}
