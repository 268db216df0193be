import type { Json, JsonObject } from "../../../shared/json/json.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { addressOf, itemOf } from "../shell/address.js";
import { jsonArguments, toArguments } from "../../../shared/command-line/arguments.js";
import { shellHandlers } from "../shell/shell-handlers.js";
import { openSettings } from "../shell/open-settings.js";
import { printText } from "../shell/print-text.js";
import { readStandardInput } from "../shell/standard-input.js";
import { withServer } from "../shell/with-server.js";
import type { Pair } from "../../../shared/command-line/pair.js";
import type { Terminal } from "../terminal.js";

interface PromptShape {
  readonly name: string;
  readonly arguments?:
    readonly { readonly name: string; readonly required?: boolean | undefined }[] | undefined;
}

/** `prompt <prompt>`. @throws {UsageError} for a name or arguments that are wrong */
export async function runPrompt(
  subject: string,
  pairs: readonly Pair[],
  given: Given<"prompt">,
  terminal: Terminal,
): Promise<ExitCode> {
  const json = jsonArguments(given.args === "-" ? await readStandardInput(terminal) : given.args);
  const { settings, output } = await openSettings(given, terminal);
  const address = addressOf(subject, settings.entries);
  const use = { settings, output, json: given.json === true, handlers: shellHandlers(output) };
  return await withServer(address.server, use, async ({ client, request }) => {
    const prompt = itemOf(address, "prompt", await client.listPrompts(request), ({ name }) => name);
    const args = toArguments({ name: prompt.name, inputSchema: schemaOf(prompt) }, json, pairs);
    const { description, messages } = await client.getPrompt(prompt.name, args, request);
    if (given.json === true) output.json({ ...(description !== undefined && { description }), messages });
    else
      for (const { role, content } of messages)
        printText(`${role}: ${content.type === "text" ? content.text : `[${content.type}]`}`, output);
    return EXIT.done;
  });
}

/** Returns the arguments of a prompt as a schema: each takes any value and is sent as text. */
function schemaOf({ arguments: all = [] }: PromptShape): JsonObject {
  const properties: readonly (readonly [string, Json])[] = all.map(({ name }) => [name, {}]);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: all.filter(({ required }) => required === true).map(({ name }) => name),
    additionalProperties: false,
  };
}
