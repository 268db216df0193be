import { flagsOf, type Flag } from "../../shared/command-line/flags.js";
import type { ExitCode } from "../../shared/command-line/exit-code.js";
import type { Pair } from "../../shared/command-line/pair.js";
import { show } from "../../shared/text/show.js";
import { showLines } from "../../shared/text/show-lines.js";
import type { CallableTool } from "../tools/tool-info.js";
import type { CommandLike } from "./command-like.js";
import type { CommonFlags } from "./common-flags.js";
import type { PromptCommand, ServerCommands } from "./server-commands.js";

/** A command of a server, and the tool that it calls. */
export interface ToolCommand {
  readonly command: string;
  readonly tool: CallableTool;
}

/** What happens when a command is run. */
export interface Runs {
  tool(tool: CallableTool, pairs: readonly Pair[], flags: CommonFlags): Promise<ExitCode>;
  prompt(name: string, prompt: PromptCommand, pairs: readonly Pair[], flags: CommonFlags): Promise<ExitCode>;
  resource(uri: string, flags: CommonFlags): Promise<ExitCode>;
}

const EXIT_CODES = `
Exit codes:
  0 done   1 the tool reported an error   2 wrong arguments or config   4 the server failed   130 interrupted
`;

/** Returns the tools of a server under the names of their commands. Nothing is connected to. */
export async function toolCommands({ client, tools }: ServerCommands): Promise<readonly ToolCommand[]> {
  return (await client.$tools.list()).flatMap((tool) => {
    const command = Object.hasOwn(tools, tool.name) ? tools[tool.name] : undefined;
    return command === undefined ? [] : [{ command, tool }];
  });
}

/** Adds the command of a server; with `tools`, those of its tools, prompts and resources below it. */
export function addServer(
  program: CommandLike,
  { command, description, prompts = {}, resources = false }: ServerCommands,
  tools: readonly ToolCommand[] | undefined,
  runs: Runs,
): void {
  const server = program.command(command);
  server.description(show(description, 500));
  if (tools === undefined) return;
  for (const each of tools) addTool(server, each, runs);
  const named = Object.entries(prompts);
  if (named.length > 0) {
    const group = server.command(PROMPT.word);
    group.description(PROMPT.about);
    for (const [name, prompt] of named) addPrompt(group, name, prompt, runs);
  }
  if (resources) addResource(server, runs);
}

/** The commands of a server besides its tools. */
export const PROMPT = { word: "prompt", about: "fill in a prompt and print its messages" };
export const READ = { word: "read", about: "read a resource and print it" };

function addPrompt(group: CommandLike, name: string, prompt: PromptCommand, { prompt: run }: Runs): void {
  const command = group.command(prompt.command);
  command.description(showLines(prompt.description?.trim() ?? "", 4_000));
  command.allowExcessArguments(false);
  const pairs: Pair[] = [];
  for (const flag of flagsOf(prompt.inputSchema)) addFlag(command, flag, pairs);
  addArgs(command);
  command.option("--json", "print the messages as JSON");
  addTimeout(command);
  command.action(async () => void (await run(name, prompt, pairs, command.opts())));
}

function addResource(server: CommandLike, { resource: run }: Runs): void {
  const command = server.command(READ.word);
  command.description(READ.about);
  command.argument("<uri>", "URI of the resource");
  command.allowExcessArguments(false);
  command.option("--json", "print the contents as JSON");
  command.option("--output <file>", "save the binary data of the resource, or else its text");
  addTimeout(command);
  command.action(async (uri) => void (await run(String(uri), command.opts())));
}

function addArgs(command: CommandLike): void {
  command.option(
    "--args <json>",
    "all arguments as a JSON object, or - to read it; individual flags override it",
  );
}

function addTimeout(command: CommandLike): void {
  command.option("--timeout <duration>", "how long to wait: 500ms, 30s, 2m");
}

function addTool(server: CommandLike, { command: name, tool }: ToolCommand, { tool: run }: Runs): void {
  const command = server.command(name);
  command.description(aboutTool(tool));
  command.allowExcessArguments(false);
  const pairs: Pair[] = [];
  for (const flag of flagsOf(tool.inputSchema)) addFlag(command, flag, pairs);
  addArgs(command);
  command.option("--json", "print the structured data of the answer, or else its content");
  command.option("--raw", "print the answer as the server sent it");
  command.option("--output <file>", "save the images and other binary data of the answer, or else its text");
  addTimeout(command);
  if (tool.hints.destructive === true) command.option("--yes", "call it without asking");
  command.addHelpText("after", EXIT_CODES);
  command.action(async () => void (await run(tool, pairs, command.opts())));
}

/** Returns what the help says of a tool. */
function aboutTool({ title, description }: CallableTool): string {
  return showLines(description?.trim() || title || "", 4_000);
}

/** Adds the flags of one property. Their values are events, not members of an object that commander keeps by their names. */
function addFlag(command: CommandLike, flag: Flag, pairs: Pair[]): void {
  const { name, property, takes } = flag;
  const set = (text: string): void => void pairs.push({ name: property, text, isJson: false });
  const about = aboutFlag(flag);
  if (takes === "switch") {
    command.option(`--${name}`, about);
    command.option(`--no-${name}`, "");
    command.on(`option:${name}`, () => set("true"));
    command.on(`option:no-${name}`, () => set("false"));
    return;
  }
  command.option(`--${name} <${takes}>`, about);
  command.on(`option:${name}`, (value) => set(String(value)));
}

/** Returns what the help says of a flag: `Unit of the temperature (required; one of: celsius, fahrenheit)`. */
export function aboutFlag({ description, isRequired, isList, choices, default: preset }: Flag): string {
  const facts = [
    isRequired && "required",
    isList && "may be repeated",
    choices.length > 0 && `one of: ${choices.map((choice) => show(textOf(choice), 80)).join(", ")}`,
    preset !== undefined && `default: ${show(JSON.stringify(preset), 80)}`,
  ].filter((fact) => fact !== false);
  const about = show((description ?? "").replace(/\s+/g, " ").trim(), 500);
  return [about, facts.length > 0 ? `(${facts.join("; ")})` : ""].filter((part) => part !== "").join(" ");
}

/** Returns a choice as it is typed. */
export function textOf(choice: unknown): string {
  return typeof choice === "string" ? choice : JSON.stringify(choice);
}
