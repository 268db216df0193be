import { show } from "../../../shared/text/show.js";
import { InputValidationError, type ValidationIssue } from "../../errors/validation-errors.js";
import { textResult } from "../../results/wrong-arguments.js";
import type { CallableTool } from "../../tools/tool-info.js";
import type { LongTexts } from "../answers/long-texts.js";

/** Makes the tool that reads the rest of a cut answer. */
export function readOnTool(name: string, texts: LongTexts): CallableTool {
  return {
    server: "",
    name,
    description: "Returns the next part of a result that was cut because of its length.",
    hints: { readOnly: true },
    inputSchema: {
      type: "object",
      properties: {
        id: { type: "string", description: "The id that the cut result names." },
        from: { type: "integer", minimum: 0, description: "The position to read on from." },
      },
      required: ["id", "from"],
      additionalProperties: false,
    },
    call: async ({ id, from }) => {
      const issues = issuesOf(id, from);
      if (issues.length > 0) throw new InputValidationError(`tool "${name}"`, issues);
      const text = texts.read(id as string, from as number);
      return Promise.resolve(
        text === undefined
          ? textResult(`The result ${show(String(id))} is no longer available.`, true)
          : textResult(text, false),
      );
    },
  };
}

function issuesOf(id: unknown, from: unknown): readonly ValidationIssue[] {
  const isPosition = Number.isSafeInteger(from) && (from as number) >= 0;
  return [
    ...(typeof id === "string"
      ? []
      : [{ path: ["id"], message: "expected the id that the cut result names" }]),
    ...(isPosition ? [] : [{ path: ["from"], message: "expected a whole number of at least 0" }]),
  ];
}
