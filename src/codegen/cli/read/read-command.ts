import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

const FOOTER = `
Examples:
  fmcp-codegen read docs://intro -s docs
  fmcp-codegen read image://logo --output logo.png server.py

Exit codes:
  0 done   2 usage or config error   4 the server failed
`;

/** `fmcp-codegen read <uri> [config]`. */
export function addRead(program: Command, context: CommandContext): void {
  const command = program
    .command("read")
    .description("read a resource and print it")
    .argument("<uri>", "URI of the resource");
  const given = addOptions(command, "read");
  command
    .addHelpText("after", FOOTER)
    .action(async (subject: string, config: string | undefined, flags: Record<string, unknown>) => {
      const { runRead } = await import("./run-read.js");
      context.finish(await runRead(subject, given(flags, config), context.terminal));
    });
}
