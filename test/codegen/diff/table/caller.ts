import type { ServerModel } from "../../../../src/codegen/index.js";
import { outputSchema } from "../../../../src/codegen/plan/output-schema.js";
import { planServers, type ServerPlan, type ToolPlan } from "../../../../src/codegen/plan/index.js";
import { promptSchema } from "../../../../src/codegen/plan/prompt-schema.js";
import type { Json } from "../../../../src/shared/json/json.js";
import { reads } from "./reads.js";
import { isDeclared, samples } from "./samples.js";

/**
 * A program against the code of `model` that uses everything in it: each tool with many inputs in every form of call, every part of
 * each output, each prompt, template and resource, and each type by name.
 *
 * @param more statements written by hand
 */
export function callerOf(model: ServerModel, more = ""): string {
  const [plan] = planServers([model]).servers as [ServerPlan];
  const types = [
    ...plan.schemas.declarations.map(({ typeName }) => typeName),
    ...plan.templates.flatMap(({ type }) => type ?? []),
  ];
  const statements = [
    ...plan.tools.flatMap((tool) => toolCalls(tool, model.era)),
    ...plan.prompts.flatMap(({ method, prompt, optional }) => [
      ...literals(promptSchema(prompt)).map((text) => `await s.prompts.${method}(${text});`),
      ...(optional ? [`await s.prompts.${method}();`] : []),
    ]),
    ...plan.templates.flatMap(({ method, variables }) =>
      [variables, variables.filter(({ required }) => required)].map(
        (given) => `await s.resources.${method}({ ${given.map(({ name }) => `${name}: "x"`).join(", ")} });`,
      ),
    ),
    ...model.resources.map(({ uri }) => `await s.resources.read("${uri}" satisfies t.KnownResource);`),
    more,
  ];
  return `import { ${plan.names.value} as s } from "./out/index.js";
import type * as t from "./out/${plan.names.folder}/index.js";
export type Named = [${types.map((name) => `t.${name}`).join(", ")}];
export async function caller(): Promise<void> {
${statements.join("\n")}
}
`;
}

function toolCalls(
  { tool, method, optional, positional }: ToolPlan,
  era: ServerModel["era"],
): readonly string[] {
  const inputs = literals(tool.inputSchema);
  const [first = "{}"] = inputs;
  const value =
    positional === undefined ? undefined : (JSON.parse(first) as Record<string, Json>)[positional.property];
  const output =
    tool.outputSchema === undefined ? tool.learned?.schema : outputSchema(tool.outputSchema, era).schema;
  return [
    ...inputs.map((input) => `await s.${method}(${input});`),
    `await s.$call(${JSON.stringify(tool.name)}, ${first});`,
    ...(optional ? [`await s.${method}();`] : []),
    ...(value === undefined ? [] : [`await s.${method}(${JSON.stringify(value)});`]),
    output === undefined
      ? `{ const text: string = (await s.${method}(${first})).text; void text; }`
      : `{ const out = await s.${method}(${first}); ${reads(output, "out").join("\n")} }`,
  ];
}

/** Values that a caller can write down, each as its text. */
function literals(schema: Json): readonly string[] {
  return samples(schema)
    .filter((value) => isDeclared(schema, value))
    .map((value) => JSON.stringify(value));
}
