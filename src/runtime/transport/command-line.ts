import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";

/** Programs that servers are commonly started with; other texts are more likely a mistyped name. */
const STARTERS =
  /^(?:python|python[23](?:\.\d+)?|py|node|nodejs|npx|uv|uvx|bun|bunx|deno|tsx|docker|podman|java)$/;

/** Whether a text that begins with `program` is a command line. */
export function startsServers(program: string): boolean {
  const [, name = ""] = /([^/\\]*?)(?:\.exe)?$/i.exec(program) ?? [];
  return STARTERS.test(name);
}

/**
 * Splits a command line into words: quotes keep words together, and have no other meaning. No shell is involved.
 *
 * @throws {ConfigurationError} for an unclosed quote, and for syntax that only a shell understands
 */
export function commandWords(line: string): readonly string[] {
  const words: string[] = [];
  const word = /\s*((?:"[^"]*"|'[^']*'|[^\s"'])+)/gy;
  let end = 0;
  for (let match = word.exec(line); match !== null; match = word.exec(line)) {
    end = word.lastIndex;
    if (/^(?:[|&;<>]|\d?>)/.test(match[1]!))
      throw refused(line, `no shell reads it, so that "${show(match[1])}" means nothing`);
    words.push(
      match[1]!.replace(
        /"([^"]*)"|'([^']*)'/g,
        (_, double?: string, single?: string) => double ?? single ?? "",
      ),
    );
  }
  if (line.slice(end).trim() !== "") throw refused(line, "a quote in it is not closed");
  return words;
}

function refused(line: string, why: string): ConfigurationError {
  return new ConfigurationError(
    `"${show(line)}" cannot be run as a command: ${why}. Give { command: "…", args: ["…"] }.`,
  );
}
