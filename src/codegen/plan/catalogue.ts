import { canonicalJson } from "../../shared/json/canonical.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { ServerPlan } from "./plan.js";

/** The texts of `catalogue.ts`: JSON, so that a module of a thousand tools loads in milliseconds and formatters leave it alone. */
export interface Catalogue {
  /** JSON Schema of each validator, by its name. */
  readonly schemas: ReadonlyMap<string, string>;
  /** What the server says about its tools. */
  readonly tools: string;
}

/** Returns what a server says about its tools, as the generated client stores it. */
export function catalogueOf({ schemas, tools }: Pick<ServerPlan, "schemas" | "tools">): Catalogue {
  const roots = schemas.declarations.flatMap(({ root, validatorName }) =>
    root === undefined ? [] : [[validatorName, canonicalJson(root.schema)] as const],
  );
  const told = tools.map(({ tool, told: description, facts }): JsonObject => {
    const { name, title, annotations, outputSchema } = tool;
    return {
      name,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(annotations !== undefined && { annotations: { ...annotations } as JsonObject }),
      // the validator is for the value in `result`
      ...(facts["wrapped"] === true && outputSchema !== undefined && { outputSchema }),
    };
  });
  return { schemas: new Map(roots), tools: canonicalJson(told) };
}
