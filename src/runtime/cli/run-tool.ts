import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { dataOf, filesOf, textOf, unsavedLine } from "../../shared/command-line/printed-answer.js";
import { jsonArguments, toArguments } from "../../shared/command-line/arguments.js";
import { isAgreed } from "../../shared/command-line/consent.js";
import { parseDuration } from "../../shared/command-line/duration.js";
import { ArgumentsInvalidError } from "../../shared/command-line/command-line-errors.js";
import { EXIT, type ExitCode } from "../../shared/command-line/exit-code.js";
import type { Pair } from "../../shared/command-line/pair.js";
import { printable } from "../../shared/command-line/print-text.js";
import { UsageError } from "../../shared/errors/usage-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { visibleJson } from "../../shared/text/visible-json.js";
import type { ToolResult } from "../results/tool-result.js";
import type { CallableTool } from "../tools/tool-info.js";
import { messagesTo, type ProgramIo } from "./program-io.js";
import type { ServerCommands } from "./server-commands.js";
import { terminalHandlers } from "./terminal-handlers.js";

/** The flags that every tool has. */
export interface CommonFlags {
  /** The arguments as a JSON object; `-`: from standard input. */
  readonly args?: string;
  readonly json?: boolean;
  readonly raw?: boolean;
  readonly output?: string;
  readonly timeout?: string;
  readonly yes?: boolean;
}

/** Calls a tool with what its flags say, and prints the answer. @throws {UsageError} if the arguments do not match its schema */
export async function runTool(
  { client }: Pick<ServerCommands, "client">,
  tool: CallableTool,
  pairs: readonly Pair[],
  flags: CommonFlags,
  io: ProgramIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  const json = jsonArguments(flags.args === "-" ? await readAll(io.stdin) : flags.args);
  const args = toArguments(tool, json, pairs);
  const options = { signal, ...timeoutOf(flags) };
  const { name, hints } = tool;
  const annotations = { destructiveHint: hints.destructive };
  if (flags.yes !== true && !(await isAgreed({ name, annotations }, io.ask))) return EXIT.interrupted;
  client.$client.setHandlers(terminalHandlers(messagesTo(io.stderr), io.ask));
  if (flags.raw === true) {
    const answer = await client.$client.callToolRaw(name, args, options);
    io.stdout.write(`${visibleJson(answer)}\n`);
    return answer.isError === true ? EXIT.toolFailed : EXIT.done;
  }
  const result = await tool.call(args, options);
  await printResult(result, flags, io);
  return result.isError ? EXIT.toolFailed : EXIT.done;
}

function timeoutOf({ timeout }: CommonFlags): { readonly timeoutMs?: number } {
  if (timeout === undefined) return {};
  const timeoutMs = parseDuration(timeout);
  if (timeoutMs !== undefined && timeoutMs > 0) return { timeoutMs };
  throw new ArgumentsInvalidError(
    `--timeout is not a duration: ${show(timeout)}.`,
    "Write 500ms, 30s or 2m.",
  );
}

async function printResult(result: ToolResult, flags: CommonFlags, io: ProgramIo): Promise<void> {
  const { content, data, isError } = result;
  const { say } = messagesTo(io.stderr);
  const blobs = dataOf(content);
  const text = textOf(result);
  if (flags.output !== undefined && !isError)
    for (const { path, content } of filesOf(flags.output, blobs, text)) {
      await writeFile(resolve(io.cwd, path), content).catch((cause: unknown) => {
        throw new UsageError(
          "WRITE_FAILED",
          `Could not write ${show(path, 1_000)}: ${show(reason(cause))}.`,
          "",
          { cause },
        );
      });
      say(`Wrote ${show(path, 1_000)}`);
    }
  else for (const each of blobs) say(unsavedLine(each));
  if (flags.json === true)
    io.stdout.write(`${visibleJson(isError || data === undefined ? content : data)}\n`);
  else if (isError) say(`error: ${show(text, 4_000) || "The tool reported an error without a text."}`);
  else if ((flags.output === undefined || blobs.length > 0) && text !== "")
    io.stdout.write(`${printable(text.replace(/\n$/, ""), io.stdout)}\n`);
}
