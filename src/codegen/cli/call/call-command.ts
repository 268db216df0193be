import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";
import { splitWords } from "../shell/call-words.js";

const FOOTER = `
Text stays text where the schema of the tool accepts text, and is read as JSON otherwise. A name given twice is a list.

Examples:
  fmcp-codegen call weather.forecast city=Oslo days=3
  fmcp-codegen call search tags:='["a", "b"]' https://example.com/mcp
  fmcp-codegen call add --args '{"a": 1, "b": 2}' server.py
  fmcp-codegen call chart --output chart.png -- npx -y some-server

Exit codes:
  0 done   1 the tool reported an error   2 usage error, config error or wrong arguments   4 the server failed
`;

/** `fmcp-codegen call <tool> [words...]`. */
export function addCall(program: Command, context: CommandContext): void {
  const command = program
    .command("call")
    .description("call a tool and print its result")
    .argument("<tool>", "tool, or server.tool where there are several servers");
  const given = addOptions(command, "call");
  command
    .addHelpText("after", FOOTER)
    .action(async (subject: string, words: readonly string[], flags: Record<string, unknown>) => {
      const { runCall } = await import("./run-call.js");
      const { target, pairs } = splitWords(words);
      context.finish(await runCall(subject, pairs, given(flags, target), context.terminal));
    });
}
