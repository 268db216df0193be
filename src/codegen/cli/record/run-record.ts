import { resolve } from "node:path";
import { record } from "fmcp-runtime/testing";
import { show } from "../../../shared/text/show.js";
import { UsageError } from "../../config/usage-error.js";
import { OPTIONS } from "../../options/table.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { addressOf, itemOf } from "../shell/address.js";
import { jsonArguments, toArguments } from "../../../shared/command-line/arguments.js";
import { shellHandlers } from "../shell/shell-handlers.js";
import { openSettings } from "../shell/open-settings.js";
import { withServer } from "../shell/with-server.js";
import { splitWords } from "../shell/call-words.js";
import type { Terminal } from "../terminal.js";
import { shortPath } from "../cli-text.js";

/** A call could change something and was not explicitly allowed. */
export class NotReadOnlyError extends UsageError {
  constructor(tool: string) {
    super(
      "NOT_READ_ONLY",
      `"${show(tool)}" does not say that it is read-only: it was not called.`,
      "Pass --writes to call it anyway.",
    );
  }
}

/** `record <tool>`: calls it once, and records the answer. @throws {UsageError} {@link NotReadOnlyError} */
export async function runRecord(
  subject: string,
  words: readonly string[],
  given: Given<"record">,
  terminal: Terminal,
): Promise<ExitCode> {
  const json = words.find((word) => word.trimStart().startsWith("{"));
  const { target, pairs } = splitWords(words.filter((word) => word !== json));
  const config = target === undefined ? {} : { config: target };
  const { settings, output } = await openSettings({ ...given, ...config }, terminal);
  const address = addressOf(subject, settings.entries);
  const to = resolve(terminal.cwd, given.recordings ?? OPTIONS.recordings.default);
  const recorder = record({ to, onReport: ({ message }) => output.warn(show(message, 2_000)) });
  const use = {
    settings,
    output,
    json: given.json === true,
    handlers: shellHandlers(output),
    interceptors: [recorder],
  };
  return await withServer(address.server, use, async ({ client, request }) => {
    const tools = await client.listTools(request);
    const tool = itemOf(address, "tool", tools, ({ name }) => name);
    if (tool.annotations?.readOnlyHint !== true && given.writes !== true)
      throw new NotReadOnlyError(tool.name);
    const args = toArguments(tool, jsonArguments(json, json), pairs);
    const { isError } = await client.callTool(tool.name, args, { ...request, raiseOnError: false });
    const [server, name] = [address.server.key, tool.name];
    const short = show(shortPath(to, terminal.cwd), 1_000);
    output.say(`${short}: ${show(server)}.${show(name)} recorded${isError ? ", a failure" : ""}`);
    if (given.json === true) output.json({ server, tool: name, isError, recordings: short });
    return isError ? EXIT.toolFailed : EXIT.done;
  });
}
