import { describe } from "../../doc/index.js";
import { code, type Code, identifier, jsdoc, onLines } from "../../../printer/index.js";
import type { SchemaDeclaration, SchemaPlan } from "../../schema-plan.js";
import type { Property } from "../algebra/type.js";
import { declaredType } from "../declared-type.js";
import { printMembers, printType, type PrintTypeOptions } from "./print-type.js";

/**
 * Prints the exported type of a declaration with its doc comment: an interface for one object, else a type alias.
 * Everything that its schema accepts is assignable to it; if more is, TypeScript cannot distinguish it, or
 * `typeDiagnostics` reports it.
 */
export function printTypeDeclaration(declaration: SchemaDeclaration, plan: SchemaPlan): Code {
  const { typeName, mode, node, root } = declaration;
  const { type } = declaredType(declaration, plan);
  const comment = (name: string, { nodes }: Pick<Property, "nodes">, first?: string): Code => {
    const { paragraphs, tags } = describe(nodes, { name });
    return jsdoc([first, ...paragraphs], tags, plan.options.docChars);
  };
  const options: PrintTypeOptions = { mode, comment };
  const doc = comment(typeName, { nodes: [node] }, root?.doc);
  const name = identifier(typeName);
  if (type.is !== "object") return code`${doc}export type ${name} = ${printType(type, options)};`;
  const members = printMembers(type, options).map((member) => code`${member};`);
  if (members.length === 0) return code`${doc}export interface ${name} {}`;
  return code`${doc}export interface ${name} {
  ${onLines(members)}
}`;
}
