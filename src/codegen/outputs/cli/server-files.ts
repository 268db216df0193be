import type { ServerPlan } from "../../plan/index.js";
import { code, identifier, list, memberKey, string } from "../../printer/index.js";
import type { TargetFile, TargetKit } from "../output-target.js";
import { toolSlugs } from "../tree/tool-places.js";
import { skill } from "./skill.js";

/** Commands that the program and commander have themselves. */
const OWN_COMMANDS = ["completion", "help"];

/** Returns the name of the commands of a server in the generated code: `weatherCommands`. */
export function commandsName({ value }: Pick<ServerPlan["names"], "value">): string {
  return `${value}Commands`;
}

/** Prints the commands of one server, and the skill that tells an agent how to use them. */
export function serverFiles(server: ServerPlan, kit: TargetKit): readonly TargetFile[] {
  const { names, tools, model } = server;
  const { folder, prefix, value } = names;
  const command = OWN_COMMANDS.includes(folder) ? `${folder}-server` : folder;
  const slugs = toolSlugs(tools, OWN_COMMANDS);
  const { serverInfo: info } = model;
  const about = info === undefined ? model.key : `${info.title ?? info.name} ${info.version}`.trim();
  const entries = tools.map(
    (tool) => code`${memberKey(tool.tool.name)}: ${string(slugs.get(tool) as string)}`,
  );
  const text = code`import type { ServerCommands } from "fmcp-runtime/cli";
import { type ${identifier(`${prefix}ToolName`)}, ${identifier(value)} } from ${kit.from(`../${folder}/index`)};

/** The commands of one server, by the names of its tools on the wire. */
export const ${identifier(commandsName(names))}: ServerCommands<${identifier(`${prefix}ToolName`)}> = {
  command: ${string(command)},
  description: ${string(about)},
  client: ${identifier(value)},
  tools: ${list(code`{`, entries, code`}`, { padded: true })},
};`;
  return [{ path: `${folder}.ts`, text }, skill(server, command, slugs, kit)];
}
