import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";
import { splitWords } from "../shell/call-words.js";

const FOOTER = `
Examples:
  fmcp-codegen prompt docs.summarize topic=MCP
  fmcp-codegen prompt summarize topic=MCP --json server.py

Exit codes:
  0 done   2 usage error, config error or missing arguments   4 the server failed
`;

/** `fmcp-codegen prompt <prompt> [words...]`. */
export function addPrompt(program: Command, context: CommandContext): void {
  const command = program
    .command("prompt")
    .description("fill in a prompt and print its messages")
    .argument("<prompt>", "prompt, or server.prompt where there are several servers");
  const given = addOptions(command, "prompt");
  command
    .addHelpText("after", FOOTER)
    .action(async (subject: string, words: readonly string[], flags: Record<string, unknown>) => {
      const { runPrompt } = await import("./run-prompt.js");
      const { target, pairs } = splitWords(words);
      context.finish(await runPrompt(subject, pairs, given(flags, target), context.terminal));
    });
}
