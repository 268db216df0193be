import type { ServerModel, ToolModel } from "../model/index.js";
import type { ServerDigests, ToolDigests } from "./lock-file.js";
import { digestOf } from "./sha256.js";

export function digestsOf(model: ServerModel): ServerDigests {
  return {
    ...(model.instructions !== undefined && { instructions: digestOf(model.instructions) }),
    tools: Object.fromEntries(model.tools.map((tool) => [tool.name, toolDigests(tool)])),
    prompts: Object.fromEntries(model.prompts.map((prompt) => [prompt.name, digestOf(prompt)])),
    resources: Object.fromEntries(model.resources.map((resource) => [resource.uri, digestOf(resource)])),
    templates: Object.fromEntries(
      model.resourceTemplates.map((template) => [template.uriTemplate, digestOf(template)]),
    ),
  };
}

function toolDigests({ title, description, inputSchema, outputSchema, annotations }: ToolModel): ToolDigests {
  return {
    description: digestOf({ title, description }),
    input: digestOf(inputSchema),
    ...(outputSchema !== undefined && { output: digestOf(outputSchema) }),
    ...(annotations !== undefined && { annotations: digestOf(annotations) }),
  };
}
