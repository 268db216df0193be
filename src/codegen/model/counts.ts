import type { ServerModel } from "./server-model.js";

/** Counts what a server offers. */
export function countsOf(model: ServerModel): {
  readonly tools: number;
  readonly resources: number;
  readonly templates: number;
  readonly prompts: number;
} {
  return {
    tools: model.tools.length,
    resources: model.resources.length,
    templates: model.resourceTemplates.length,
    prompts: model.prompts.length,
  };
}
