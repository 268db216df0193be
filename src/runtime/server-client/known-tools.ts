import type { JsonObject } from "../../shared/json/json.js";
import { type ValidatorNames, validatorNamesOf } from "../../shared/tool/validator-names.js";
import { hintsOf, type ToolInfo } from "../tools/tool-info.js";
import type { ServerContract } from "./contract.js";

/** A tool in `catalogue.ts`. */
interface ToldTool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly annotations?: object;
  readonly outputSchema?: JsonObject;
}

/**
 * Returns what generated code knows about its tools: texts and schemas. Loads the catalogue, but does not read the schemas yet.
 */
export async function knownTools(contract: ServerContract): Promise<readonly ToolInfo[]> {
  const catalogue = ((await contract.catalogue?.()) ?? {}) as Readonly<Record<string, string>>;
  const told = JSON.parse(catalogue["$tools"] ?? "[]") as readonly ToldTool[];
  const schemaOf = (name: string | undefined): JsonObject | undefined => {
    const text = name === undefined ? undefined : catalogue[name];
    return text === undefined ? undefined : (JSON.parse(text) as JsonObject);
  };
  return told.map(({ name, title, description, annotations, outputSchema }) => {
    const facts = contract.tools[name];
    const validators: Partial<ValidatorNames> = facts === undefined ? {} : validatorNamesOf(name, facts);
    const output = outputSchema ?? schemaOf(validators.output);
    return {
      server: contract.server,
      name,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      hints: hintsOf(annotations),
      inputSchema: schemaOf(validators.input) ?? { type: "object" },
      ...(output !== undefined && { outputSchema: output }),
      ...(facts?.learned !== undefined && { learned: facts.learned }),
      ...(facts?.dates === true && { dates: true }),
    };
  });
}
