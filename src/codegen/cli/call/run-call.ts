import type { ToolResult } from "fmcp-runtime";
import { dataOf, textOf } from "../../../shared/command-line/printed-answer.js";
import type { JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import type { Output } from "../output.js";
import { addressOf, itemOf } from "../shell/address.js";
import { jsonArguments, toArguments } from "../../../shared/command-line/arguments.js";
import { isAgreed } from "../../../shared/command-line/consent.js";
import { shellHandlers } from "../shell/shell-handlers.js";
import { openSettings } from "../shell/open-settings.js";
import { askAt } from "../shell/person.js";
import { printText } from "../shell/print-text.js";
import { save, tellUnsaved } from "../shell/save.js";
import { readStandardInput } from "../shell/standard-input.js";
import { withServer } from "../shell/with-server.js";
import type { Pair } from "../../../shared/command-line/pair.js";
import type { Terminal } from "../terminal.js";
import { checkOffline } from "./check-offline.js";

/** `call <tool>`. @throws {UsageError} for a name or arguments that are wrong */
export async function runCall(
  subject: string,
  pairs: readonly Pair[],
  given: Given<"call">,
  terminal: Terminal,
): Promise<ExitCode> {
  const json = jsonArguments(given.args === "-" ? await readStandardInput(terminal) : given.args);
  if (given.offline === true) return await checkOffline(subject, json, pairs, given, terminal);
  const { settings, output } = await openSettings(given, terminal);
  const address = addressOf(subject, settings.entries);
  const use = { settings, output, json: given.json === true, handlers: shellHandlers(output) };
  return await withServer(address.server, use, async ({ client, request }) => {
    const tools = await client.listTools(request);
    const tool = itemOf(address, "tool", tools, ({ name }) => name);
    const args = toArguments(tool, json, pairs);
    if (given.yes !== true && !(await isAgreed(tool, askAt(output)))) return EXIT.interrupted;
    if (given.raw === true) {
      const answer = await client.request("tools/call", { name: tool.name, arguments: args }, request);
      output.json(answer);
      return isFailure(answer) ? EXIT.toolFailed : EXIT.done;
    }
    const result = await client.callTool(tool.name, args, { ...request, raiseOnError: false });
    await print(result, given, output);
    return result.isError ? EXIT.toolFailed : EXIT.done;
  });
}

function isFailure(answer: unknown): boolean {
  return (answer as JsonObject | null)?.["isError"] === true;
}

async function print(result: ToolResult, given: Given<"call">, output: Output): Promise<void> {
  const { content, data, isError } = result;
  const blobs = dataOf(content);
  const shown = textOf(result);
  if (given.output !== undefined && !isError) await save(given.output, blobs, shown, output);
  else tellUnsaved(blobs, output);
  if (given.json === true) output.json(isError || data === undefined ? content : data);
  else if (isError) output.error(show(shown, 4_000) || "The tool reported an error without a text.");
  else if (given.output === undefined || blobs.length > 0) if (shown !== "") printText(shown, output);
}
