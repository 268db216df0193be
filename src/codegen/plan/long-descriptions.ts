import { show } from "../../shared/text/show.js";
import { raise, type ServerModel, type ToolModel } from "../model/index.js";
import type { PlanDiagnostic } from "./plan.js";

/** Reports texts of a server that comments show only in part. `tools`: those that are generated. */
export function longDescriptions(
  model: ServerModel,
  tools: readonly ToolModel[],
  maxChars: number,
): readonly PlanDiagnostic[] {
  const texts = [
    { subject: "instructions", text: model.instructions },
    ...tools.map(({ name, description }) => ({ subject: `tool "${show(name, 80)}"`, text: description })),
    ...model.resourceTemplates.map(({ uriTemplate, description }) => ({
      subject: `resource template "${show(uriTemplate, 80)}"`,
      text: description,
    })),
    ...model.prompts.map(({ name, description }) => ({
      subject: `prompt "${show(name, 80)}"`,
      text: description,
    })),
  ];
  return texts.flatMap(({ subject, text }): PlanDiagnostic[] => {
    if (text === undefined || text.length <= maxChars) return [];
    const message = `Its text has ${text.length} characters; the limit of a comment is ${maxChars}. The comment is cut. ${raise("descriptionChars")}`;
    return [{ server: model.key, code: "DESCRIPTION_CUT", severity: "info", subject, message }];
  });
}
