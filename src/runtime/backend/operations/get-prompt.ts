import { readPromptResult } from "../../results/read-answer.js";
import type { PromptResult } from "../../results/prompt-result.js";
import { traitsOf, metaParams, type RequestOptions } from "../call-options.js";
import type { Requester } from "../requester.js";
import { promptArguments } from "./prompt-arguments.js";

/** Gets a prompt with its arguments filled in (`prompts/get`). */
export async function getPrompt(
  requester: Requester,
  name: string,
  args: Readonly<Record<string, unknown>>,
  options: RequestOptions,
): Promise<PromptResult> {
  const texts = promptArguments(name, args);
  const params = { name, ...(Object.keys(texts).length > 0 && { arguments: texts }), ...metaParams(options) };
  return readPromptResult(
    await requester.send("prompts/get", params, traitsOf(options, name, true), options.signal),
    name,
  );
}
