import { isJsonObject } from "../../shared/json/json.js";
import type { ServerPlan, TemplatePlan } from "../plan/index.js";
import {
  type Code,
  code,
  identifier,
  jsdoc,
  memberKey,
  nothing,
  onLines,
  operands,
  string,
} from "../printer/index.js";
import { printTypeDeclaration, type SchemaDeclaration } from "../schema/index.js";
import { inlineCode } from "./docs.js";

/** Returns the regions of `types.ts`. */
export function typesRegions(server: ServerPlan): Readonly<Record<string, Code>> {
  const all = server.schemas.declarations;
  const declarations = [
    ...(all.some(isNoInput) ? [NO_INPUT] : []),
    ...all.map((declaration) =>
      isNoInput(declaration) ? sharedInput(declaration) : printTypeDeclaration(declaration, server.schemas),
    ),
    ...server.templates.flatMap(variablesInterface),
    ...(server.offersResources ? [knownResource(server)] : []),
  ];
  return { types: declarations.length === 0 ? code`export {};` : onLines(declarations, 1) };
}

const NO_INPUT = code`/** Input of a tool without arguments. */
export interface NoInput {
  [key: string]: unknown;
}`;

/**
 * Whether an input is an open object without properties or other constraints: the only input of many tools.
 */
function isNoInput({ root }: SchemaDeclaration): boolean {
  if (root?.mode !== "input" || !isJsonObject(root.schema) || root.schema["type"] !== "object") return false;
  return Object.entries(root.schema).every(([keyword, value]) => {
    if (keyword === "properties") return isJsonObject(value) && Object.keys(value).length === 0;
    return (
      keyword === "type" || keyword === "$schema" || (keyword === "additionalProperties" && value === true)
    );
  });
}

/**
 * Keeps the name of a tool's input, so that code that uses it still compiles when the tool gets an argument.
 */
function sharedInput({ root, typeName }: SchemaDeclaration): Code {
  return code`${jsdoc([root?.doc])}export type ${identifier(typeName)} = NoInput;`;
}

function variablesInterface(template: TemplatePlan): readonly Code[] {
  if (template.type === undefined) return [];
  const members = template.variables.map(({ name, required, exploded }) => {
    const type = exploded
      ? code`string | readonly string[] | { readonly [key: string]: string }`
      : code`string`;
    return code`${memberKey(name)}${required ? nothing : code`?`}: ${type};`;
  });
  return [
    code`${jsdoc([`Variables of the resource template ${inlineCode(template.template.uriTemplate)}.`])}export interface ${identifier(template.type)} {
  ${onLines(members)}
}`,
  ];
}

function knownResource({ knownResources }: ServerPlan): Code {
  const uris = knownResources.length === 0 ? code`never` : operands(knownResources.map(string), "|");
  return code`${jsdoc(["Resources that the server listed; any other URI may be read, too."])}export type KnownResource = ${uris};`;
}
