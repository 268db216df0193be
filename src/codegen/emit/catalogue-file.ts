import { catalogueOf, type ServerPlan } from "../plan/index.js";
import { type Code, code, identifier, nothing, onLines, string } from "../printer/index.js";

/** Returns the regions of `catalogue.ts`. */
export function catalogueRegions(server: ServerPlan): Readonly<Record<string, Code>> {
  const { schemas, tools } = catalogueOf(server);
  const declarations = [...schemas].map(
    ([name, text]) => code`export const ${identifier(name)}: string =\n  ${string(text)};`,
  );
  return {
    schemas: declarations.length === 0 ? nothing : onLines(declarations, 1),
    tools: code`export const $tools: string =\n  ${string(tools)};`,
  };
}
