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
import { printTypeDeclaration } from "../schema/index.js";
import { inlineCode } from "./docs.js";

/** The regions of `types.ts`. */
export function typesRegions(server: ServerPlan): Readonly<Record<string, Code>> {
  const declarations = [
    ...server.schemas.declarations.map((declaration) => printTypeDeclaration(declaration, server.schemas)),
    ...server.templates.flatMap(variablesInterface),
    ...(server.offersResources ? [knownResource(server)] : []),
  ];
  return { types: declarations.length === 0 ? code`export {};` : onLines(declarations, 1) };
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
