import { type Command, Option } from "commander";
import type { CommandContext } from "../command-context.js";
import { askingOptions } from "../asking-options.js";
import { collect } from "../flag-values.js";
import type { GenerateFlags } from "./generate-flags.js";

/** `fmcp-codegen [generate] [config]`: the default command. */
export function addGenerate(program: Command, context: CommandContext): Command {
  const command = program
    .command("generate", { isDefault: true })
    .description("ask the servers of a config what they offer and write typed clients (the default)")
    .argument("[config]", "file with mcpServers; default: the nearest one at or above this folder")
    .option("-o, --out <folder>", 'folder of the generated files (default: "src/mcp")')
    .option("-c, --config <file>", "options from fmcp.config.ts, .js or .json (default: the nearest one)")
    .option("-s, --server <glob>", "only servers or server.tool that match; repeatable", collect)
    .option("-x, --exclude <glob>", "no servers or server.tool that match; repeatable", collect)
    .option("--offline", "rebuild the files from the lock; no server is asked");
  return askingOptions(command)
    .addOption(
      new Option(
        "--import-ext <ending>",
        "ending of relative imports (default: what the nearest tsconfig compiles)",
      ).choices(["js", "ts", "none"]),
    )
    .option("--inline-config", "write how to connect into the code, secrets as environment look-ups")
    .option("--templates <folder>", "templates of your own")
    .option("--allow-partial", "exit with 0 although some servers failed")
    .option("--dry-run", "write nothing, say what would change")
    .addOption(new Option("--stdout", "print the code instead of writing it").conflicts("json"))
    .option("--json", "print one machine-readable report")
    .option("-q, --quiet", "say warnings and errors only")
    .action(async (config: string | undefined, flags: GenerateFlags) => {
      if (flags.offline === true) {
        const { runOffline } = await import("./run-offline.js");
        return context.finish(await runOffline(config, flags, context.terminal));
      }
      const { runGenerate } = await import("./run-generate.js");
      const commands = program.commands.map((command) => command.name());
      context.finish(await runGenerate(config, flags, { terminal: context.terminal, commands }));
    });
}
