import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
A program is run as it is; every client of fmcp-runtime in it records what it calls and what it is answered. A tool is called once, and only
if it says that it is read-only, unless --writes is given. Secrets of the config are taken out before anything is written.

Examples:
  fmcp-codegen record -- node app.js                        what a program calls
  fmcp-codegen record -- npm test
  fmcp-codegen record github.get_issue '{"number": 1}'      one call
  fmcp-codegen record get_issue number=1 https://example.com/mcp

Exit codes:
  that of the program; of a call: 0 done   1 the tool reported an error   2 usage or config error   4 the server failed
`;

/** `fmcp-codegen record <tool> [words...]` and `fmcp-codegen record -- <program>`. */
export function addRecord(program: Command, context: CommandContext): void {
  const command = program
    .command("record")
    .description("record what servers answer: to a program, or to one call")
    .argument("<tool>", "tool, or server.tool where there are several servers; or -- and a program");
  const given = addOptions(command, "record");
  command
    .addHelpText("after", FOOTER)
    .action(async (subject: string, words: readonly string[], flags: Record<string, unknown>) => {
      const { terminal } = context;
      const { programOf, runProgram } = await import("./run-program.js");
      const argv = programOf(subject, words);
      if (argv !== undefined)
        return context.finish(await runProgram(argv, given(flags, undefined), terminal));
      const { runRecord } = await import("./run-record.js");
      context.finish(await runRecord(subject, words, given(flags, undefined), terminal));
    });
}
