import { type Flag, flagsOf } from "../../shared/command-line/flags.js";
import { show } from "../../shared/text/show.js";
import type { CallableTool } from "../tools/tool-info.js";
import { aboutFlag, PROMPT, READ, textOf, toolCommands } from "./add-server.js";
import { SHELLS } from "./completion-script.js";
import type { PromptCommand, ServerCommands } from "./server-commands.js";

/** A word that a shell may complete, and what it means. */
export interface Completed {
  readonly word: string;
  readonly about: string;
}

/** Values of a server that every shell takes as they stand. Others are left out. */
const PLAIN = /^[\p{L}\p{N}_.%+@/,-]+$/u;

const COMMON: readonly Completed[] = [
  { word: "--args", about: "all arguments as JSON" },
  { word: "--json", about: "print the data" },
  { word: "--raw", about: "print the answer as it came" },
  { word: "--output", about: "save the answer" },
  { word: "--timeout", about: "how long to wait" },
  { word: "--help", about: "show help" },
];
const TAKE_VALUES = ["--args", "--output", "--timeout"];

/**
 * Returns what the last of `words` may become: the commands of servers and tools, the flags of a tool, the values that its schema
 * lists. Reads the generated code only; none where a file name is meant.
 */
export async function completions(
  words: readonly string[],
  servers: readonly ServerCommands[],
): Promise<readonly Completed[]> {
  const given = words[0] === "--config" && words.length > 2 ? words.slice(2) : words;
  const last = given.at(-1) ?? "";
  const found = await candidates(given.slice(0, -1), last, servers);
  return found.filter(({ word }) => word.startsWith(last));
}

async function candidates(
  [first, second, ...rest]: readonly string[],
  last: string,
  servers: readonly ServerCommands[],
): Promise<readonly Completed[]> {
  if (first === undefined) return [...servers.map(aboutServer), ...OWN];
  if (first === "completion") return second === undefined ? SHELLS.map((word) => ({ word, about: "" })) : [];
  const server = servers.find(({ command }) => command === first);
  if (server === undefined) return [];
  const tools = await toolCommands(server);
  const { prompts = {}, resources = false } = server;
  const others = [...(Object.keys(prompts).length > 0 ? [PROMPT] : []), ...(resources ? [READ] : [])];
  if (second === undefined)
    return [...tools.map(({ command, tool }) => ({ word: command, about: gist(tool) })), ...others];
  if (others.some(({ word }) => word === second))
    return second === READ.word ? [] : ofPrompts(prompts, rest, last);
  const tool = tools.find(({ command }) => command === second)?.tool;
  return tool === undefined ? [] : ofTool(flagsOf(tool.inputSchema), rest, last);
}

const OWN: readonly Completed[] = [
  { word: "completion", about: "print a completion script" },
  { word: "--config", about: "config with the servers" },
  { word: "--help", about: "show help" },
];

function ofPrompts(
  prompts: Readonly<Record<string, PromptCommand>>,
  [name, ...rest]: readonly string[],
  last: string,
): readonly Completed[] {
  const all = Object.values(prompts);
  if (name === undefined) return all.map((prompt) => ({ word: prompt.command, about: gist(prompt) }));
  const prompt = all.find(({ command }) => command === name);
  return prompt === undefined
    ? []
    : ofTool(flagsOf(prompt.inputSchema), rest, last).filter(({ word }) => !OF_TOOLS.includes(word));
}

/** Flags that prompts do not have. */
const OF_TOOLS = ["--raw", "--output"];

function ofTool(flags: readonly Flag[], before: readonly string[], last: string): readonly Completed[] {
  const previous = before.at(-1) ?? "";
  if (TAKE_VALUES.includes(previous)) return [];
  const open = flags.find(({ name, takes }) => takes !== "switch" && `--${name}` === previous);
  if (open !== undefined) return valuesOf(open);
  if (last !== "" && !last.startsWith("-")) return [];
  const unused = flags.filter(({ name, isList }) => isList || !before.includes(`--${name}`));
  return [...unused.flatMap(wordsOf), ...COMMON.filter(({ word }) => !before.includes(word))];
}

function wordsOf(flag: Flag): readonly Completed[] {
  const about = oneLine(aboutFlag(flag));
  const word = `--${flag.name}`;
  return flag.takes === "switch"
    ? [
        { word, about },
        { word: `--no-${flag.name}`, about },
      ]
    : [{ word, about }];
}

function valuesOf({ choices }: Flag): readonly Completed[] {
  return choices.map(textOf).flatMap((word) => (PLAIN.test(word) ? [{ word, about: "" }] : []));
}

function aboutServer({ command, description }: ServerCommands): Completed {
  return { word: command, about: oneLine(description) };
}

function gist({ title, description }: Pick<CallableTool, "title" | "description">): string {
  return oneLine((description ?? title ?? "").trim().split("\n", 1)[0] ?? "");
}

function oneLine(text: string): string {
  return show(text.replace(/\s+/g, " "), 100);
}
