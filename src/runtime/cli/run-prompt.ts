import { EXIT, type ExitCode } from "../../shared/command-line/exit-code.js";
import type { Pair } from "../../shared/command-line/pair.js";
import { argumentsOf, type CommonFlags, timeoutOf, type Use } from "./common-flags.js";
import { printAnswer } from "./print-answer.js";
import { messagesTo } from "./program-io.js";
import type { PromptCommand } from "./server-commands.js";
import { terminalHandlers } from "./terminal-handlers.js";

/** Fills in a prompt with what its flags say, and prints its messages. @throws {UsageError} if the arguments do not match its schema */
export async function runPrompt(
  { client, io, signal }: Use,
  name: string,
  { inputSchema }: PromptCommand,
  pairs: readonly Pair[],
  flags: CommonFlags,
): Promise<ExitCode> {
  const args = await argumentsOf({ name, inputSchema }, pairs, flags, io);
  client.$client.setHandlers(terminalHandlers(messagesTo(io.stderr), io.ask));
  const options = { signal, ...timeoutOf(flags) };
  const { description, messages } = await client.$client.getPrompt(name, args, options);
  const lines = messages.map(
    ({ role, content }) => `${role}: ${content.type === "text" ? content.text : `[${content.type}]`}`,
  );
  const json = { ...(description !== undefined && { description }), messages };
  await printAnswer({ text: lines.join("\n"), blobs: [], json }, flags, io);
  return EXIT.done;
}
