import { type Code, code, identifier, onLines } from "../../printer/index.js";
import { defineTarget, type TargetKit, type TargetServerName } from "../output-target.js";
import { commandsName, serverFiles } from "./server-files.js";

/**
 * A program with a command for each tool, on commander: flags and help from the schemas, completion for shells, and a skill for
 * agents a server. A bundler makes one file of it.
 */
export const cli = defineTarget({
  name: "cli",
  packages: ["commander", "fmcp-runtime/cli"],
  server: serverFiles,
  all: (servers, kit) => [{ path: "index.ts", text: programText(servers, kit) }],
});

function programText(servers: readonly TargetServerName[], { from }: TargetKit): Code {
  const imports = servers.map(({ names }) => {
    return code`import { ${identifier(commandsName(names))} } from ${from(`./${names.folder}`)};`;
  });
  const all = onLines(servers.map(({ names }) => code`${identifier(commandsName(names))},`));
  return code`import { Command } from "commander";
import { runCommands } from "fmcp-runtime/cli";
${onLines(imports)}

void runCommands(new Command(), [
  ${all}
]);`;
}
