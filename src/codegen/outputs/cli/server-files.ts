import type { JsonObject } from "../../../shared/json/json.js";
import { type ServerPlan, shortHash, slug } from "../../plan/index.js";
import {
  type Code,
  code,
  identifier,
  list,
  literal,
  memberKey,
  onLines,
  string,
} from "../../printer/index.js";
import type { TargetFile, TargetKit } from "../output-target.js";
import { toolSlugs } from "../tree/tool-places.js";
import { skill } from "./skill.js";

/** Commands that the program and commander have themselves. */
const OWN_COMMANDS = ["completion", "help"];
/** Commands that a server has besides its tools. */
const OTHER_COMMANDS = ["prompt", "read"];

/** Returns the name of the commands of a server in the generated code: `weatherCommands`. */
export function commandsName({ value }: Pick<ServerPlan["names"], "value">): string {
  return `${value}Commands`;
}

/** Prints the commands of one server, and the skill that tells an agent how to use them. */
export function serverFiles(server: ServerPlan, kit: TargetKit): readonly TargetFile[] {
  const { names, tools, model } = server;
  const { folder, prefix, value } = names;
  const command = OWN_COMMANDS.includes(folder) ? `${folder}-server` : folder;
  const slugs = toolSlugs(tools, [...OWN_COMMANDS, ...OTHER_COMMANDS]);
  const { serverInfo: info } = model;
  const about = info === undefined ? model.key : `${info.title ?? info.name} ${info.version}`.trim();
  const entries = tools.map(
    (tool) => code`${memberKey(tool.tool.name)}: ${string(slugs.get(tool) as string)}`,
  );
  const text = code`import type { ServerCommands } from "fmcp-runtime/cli";
import { type ${identifier(`${prefix}ToolName`)}, ${identifier(value)} } from ${kit.from(`../${folder}/index`)};

/** The commands of one server, by the names of its tools on the wire. */
export const ${identifier(commandsName(names))}: ServerCommands<${identifier(`${prefix}ToolName`)}> = {
  ${onLines([
    code`command: ${string(command)},`,
    code`description: ${string(about)},`,
    code`client: ${identifier(value)},`,
    code`tools: ${list(code`{`, entries, code`}`, { padded: true })},`,
    ...others(server),
  ])}
};`;
  return [{ path: `${folder}.ts`, text }, skill(server, command, slugs, kit)];
}

/** Prints what a server has besides tools. */
function others({ prompts, offersResources, schemas }: ServerPlan): readonly Code[] {
  const taken = new Set(OWN_COMMANDS);
  const entries = prompts.map(({ prompt, method, input }): [string, JsonObject] => {
    const natural = slug(method, "prompt");
    const command = taken.has(natural) ? `${natural}-${shortHash(prompt.name)}` : natural;
    taken.add(command);
    const { root } = schemas.declarations.find(({ typeName }) => typeName === input.type) ?? {};
    const { description } = prompt;
    const told = { command, ...(description !== undefined && { description }) };
    return [prompt.name, { ...told, inputSchema: root?.schema ?? {} }];
  });
  return [
    ...(entries.length > 0 ? [code`prompts: ${literal(Object.fromEntries(entries))},`] : []),
    ...(offersResources ? [code`resources: true,`] : []),
  ];
}
