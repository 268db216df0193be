import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Checks everything that a model is given: instructions, names, titles, descriptions, and all texts inside schemas.
  hidden-character   a character that is invisible or changes the direction of text
  confusable-name    a name that looks like another name, on the same server or on another
  instruction        wording that gives orders to a model without the user's knowledge; not every such wording is found
  size               a text over 2,000 characters, a tool over 10,000, a server over 200,000

Examples:
  fmcp-codegen lint                  the texts in the lock; no server is contacted
  fmcp-codegen lint mcp.json         the current texts of the servers
  fmcp-codegen diff --lint           only what new and changed texts add

Exit codes:
  0 nothing found   1 something found   2 no lock and no config, or a usage error   3 some servers failed   4 all failed
`;

/** `fmcp-codegen lint [config]`. */
export function addLint(program: Command, context: CommandContext): void {
  const command = program
    .command("lint")
    .description("what a person should look at before a model reads the texts of these servers");
  const given = addOptions(command, "lint");
  command
    .addHelpText("after", FOOTER)
    .action(async (config: string | undefined, flags: Record<string, unknown>) => {
      const { runLint } = await import("./run-lint.js");
      context.finish(await runLint(given(flags, config), context.terminal));
    });
}
