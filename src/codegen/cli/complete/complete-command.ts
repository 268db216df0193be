import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";
import { splitWords } from "../shell/call-words.js";

const FOOTER = `
The first argument is completed; the others are what is already filled in.

Examples:
  fmcp-codegen complete docs.summarize topic=M
  fmcp-codegen complete 'docs://{section}/{page}' page=in section=guide -s docs

Exit codes:
  0 done   2 usage or config error   4 the server failed
`;

/** `fmcp-codegen complete <ref> [words...]`. */
export function addComplete(program: Command, context: CommandContext): void {
  const command = program
    .command("complete")
    .description("print what a server suggests for an argument")
    .argument("<ref>", "prompt or URI template, with server. in front where there are several servers");
  const given = addOptions(command, "complete");
  command
    .addHelpText("after", FOOTER)
    .action(async (subject: string, words: readonly string[], flags: Record<string, unknown>) => {
      const { runComplete } = await import("./run-complete.js");
      const { target, pairs } = splitWords(words);
      context.finish(await runComplete(subject, pairs, given(flags, target), context.terminal));
    });
}
