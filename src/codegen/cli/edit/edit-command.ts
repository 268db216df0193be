import type { Command } from "commander";
import { addOptions } from "../add-options.js";
import type { CommandContext } from "../command-context.js";

type Flags = Record<string, unknown>;

/** `add` and `remove`: change one server in the named config or the nearest one. */
export function addEdit(program: Command, context: CommandContext): void {
  const add = program
    .command("add")
    .description(
      "add a server to a config: a URL, script, package, registry:NAME, file.mcpb, or -- command args",
    )
    .argument("<name>", "name of the server in the config")
    .argument(
      "<target>",
      "what to add; for registry:NAME, the first package whose program (npx, uvx, docker, dnx) is installed, else the first remote, else the first bundle",
    );
  const addGiven = addOptions(add, "add");
  add.action(async (name: string, target: string, flags: Flags) => {
    const { runAdd } = await import("./run-add.js");
    context.finish(await runAdd(name, target, addGiven(flags, undefined), context.terminal));
  });
  const remove = program
    .command("remove")
    .description("remove a server from a config; everything else in it stays unchanged")
    .argument("<name>", "name of the server in the config");
  const removeGiven = addOptions(remove, "remove");
  remove.action(async (name: string, flags: Flags) => {
    const { runRemove } = await import("./run-remove.js");
    context.finish(await runRemove(name, removeGiven(flags, undefined), context.terminal));
  });
}
