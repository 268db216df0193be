import { dataOf, textOf } from "../../shared/command-line/printed-answer.js";
import { isAgreed } from "../../shared/command-line/consent.js";
import { EXIT, type ExitCode } from "../../shared/command-line/exit-code.js";
import type { Pair } from "../../shared/command-line/pair.js";
import { visibleJson } from "../../shared/text/visible-json.js";
import type { CallableTool } from "../tools/tool-info.js";
import { argumentsOf, type CommonFlags, timeoutOf, type Use } from "./common-flags.js";
import { printAnswer } from "./print-answer.js";
import { messagesTo } from "./program-io.js";
import { terminalHandlers } from "./terminal-handlers.js";

/** Calls a tool with what its flags say, and prints the answer. @throws {UsageError} if the arguments do not match its schema */
export async function runTool(
  { client, io, signal }: Use,
  tool: CallableTool,
  pairs: readonly Pair[],
  flags: CommonFlags,
): Promise<ExitCode> {
  const args = await argumentsOf(tool, pairs, flags, io);
  const options = { signal, ...timeoutOf(flags) };
  const { name, hints } = tool;
  const annotations = { destructiveHint: hints.destructive };
  if (flags.yes !== true && !(await isAgreed({ name, annotations }, io.ask))) return EXIT.interrupted;
  client.$client.setHandlers(terminalHandlers(messagesTo(io.stderr), io.ask));
  if (flags.raw === true) {
    const answer = await client.$client.callToolRaw(name, args, options);
    io.stdout.write(`${visibleJson(answer)}\n`);
    const { isError: failed } = answer;
    return failed === true ? EXIT.toolFailed : EXIT.done;
  }
  const result = await tool.call(args, options);
  const { content, data, isError } = result;
  const json = isError || data === undefined ? content : data;
  await printAnswer({ text: textOf(result), blobs: dataOf(content), json, isError }, flags, io);
  return isError ? EXIT.toolFailed : EXIT.done;
}
