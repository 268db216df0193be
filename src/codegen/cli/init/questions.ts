import type { ServerEntry, StdioEndpoint } from "../../../shared/config/index.js";
import { looksLikeSecret } from "../../../shared/secrets/index.js";
import { show } from "../../../shared/text/show.js";
import { didYouMean } from "../../../shared/text/suggest.js";
import { commandLine } from "../confirm/command-text.js";
import { hostOf } from "../confirm/sent-variables.js";
import type { Output } from "../output.js";
import { askPerson as ask } from "../shell/person.js";
import { shortPath } from "../cli-text.js";
import type { KnownServer } from "./known-servers.js";

/**
 * Lists every server with a number and asks which to take, by number or name; an empty answer takes those of the project, or all.
 */
export async function chooseServers(
  servers: readonly KnownServer[],
  output: Output,
): Promise<readonly KnownServer[]> {
  const lines = serverLines(servers, output.terminal.cwd, (text) => output.style("dim", text));
  for (const line of lines) output.say(line);
  const byDefault = defaultServers(servers);
  const all = byDefault.length === servers.length ? "all" : "those of the project";
  for (;;) {
    const answer = await ask(`Which? Numbers or names, separated by commas (${all}): `, output);
    if (answer === "") return byDefault;
    if (answer === "all" || answer === "*") return servers;
    const words = answer.split(/[\s,]+/).filter(Boolean);
    const unknown = words.filter((word) => !servers.some((server, index) => means(word, server, index)));
    if (unknown.length === 0)
      return servers.filter((server, index) => words.some((word) => means(word, server, index)));
    const keys = servers.map(({ entry }) => entry.key);
    for (const word of unknown) output.say(`There is no "${show(word)}".${didYouMean(word, keys)}`);
  }
}

/** The servers with their numbers, under the client and the file that each is from; holds no secret. */
export function serverLines(
  servers: readonly KnownServer[],
  cwd: string,
  dim: (text: string) => string,
): readonly string[] {
  let group = "";
  return servers.flatMap(({ entry, path, client }, index) => {
    const title = `${client}, ${shortPath(path, cwd)}`;
    const heading = title === group ? [] : [show(title, 1_000)];
    group = title;
    return [
      ...heading,
      `  ${String(index + 1).padStart(2)}  ${show(entry.key)}  ${dim(reachedBy(entry, cwd))}`,
    ];
  });
}

type StdioEntry = Extract<ServerEntry, StdioEndpoint>;

/**
 * How a server is reached: its transport, with the host or the command line without its secrets. The path of a URL may be a
 * secret itself.
 */
function reachedBy(entry: ServerEntry, cwd: string): string {
  const where = entry.kind === "stdio" ? commandOf(entry, cwd) : hostOf(entry.url);
  return `${entry.kind} ${show(where, 70)}`;
}

/** Nothing is started by a choice: an argument that looks like a secret is left out. */
function commandOf({ folder, secretTexts = [], ...entry }: StdioEntry, cwd: string): string {
  return commandLine(entry, folder ?? cwd, [...secretTexts, ...entry.args.filter(looksLikeSecret)]);
}

/** Returns the servers of the project if there are any, else all. */
export function defaultServers(servers: readonly KnownServer[]): readonly KnownServer[] {
  const own = servers.filter(({ ofProject }) => ofProject);
  return own.length > 0 ? own : servers;
}

function means(word: string, { entry }: KnownServer, index: number): boolean {
  return word === String(index + 1) || word === entry.key;
}

/** Asks for confirmation; anything but a no is a yes. */
export async function confirm(question: string, output: Output): Promise<boolean> {
  return !/^n/i.test(await ask(`${question} [Y/n] `, output));
}
