import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

/** `fmcp-codegen [generate] [config]`: the default command. */
export function addGenerate(program: Command, context: CommandContext): Command {
  const command = program
    .command("generate", { isDefault: true })
    .description("ask the servers of a config what they offer and write typed clients (the default)");
  const given = addOptions(command, "generate");
  return command.action(async (config: string | undefined, flags: Record<string, unknown>) => {
    const options = given(flags, config);
    if (options.offline === true) {
      const { runOffline } = await import("./run-offline.js");
      return context.finish(await runOffline(options, context.terminal));
    }
    const { runGenerate } = await import("./run-generate.js");
    const commands = program.commands.map((command) => command.name());
    context.finish(await runGenerate(options, { terminal: context.terminal, commands }));
  });
}
