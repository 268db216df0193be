import type { Json, JsonObject } from "../../json/json.js";

/** Programs that may be given with their path, followed by arguments. */
const RUNNERS =
  /^(?:node|npx|bunx?|deno|python[\d.]*|uvx?|pipx?|docker|podman|java|dotnet|ruby|php|go|(?:ba|z)?sh|env)(?:\.exe|\.cmd)?$/i;

/** Splits a command line into words as a shell would: quotes keep words together. */
export function wordsOf(line: string): readonly string[] {
  const words = line.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\{[^}]*\}|\\["'\\\s]|[^\s"'])+/g) ?? [];
  return words.map((word) =>
    word.replace(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(["'\s])/g,
      (_, double?: string, single?: string, escaped?: string) =>
        double === undefined ? (single ?? escaped ?? "") : double.replace(/\\(["\\])/g, "$1"),
    ),
  );
}

/**
 * Splits a command line in `command` into program and arguments, as Cursor does. A path with spaces is kept: only a bare name,
 * or a runner with its path, can be followed by arguments.
 */
export function withSplitCommand(entry: JsonObject): JsonObject {
  const { command, args } = entry;
  if (typeof command !== "string" || !/\S\s+\S/.test(command)) return entry;
  const [program = "", ...rest] = wordsOf(command.trim());
  const name = program.replace(/^.*[\\/]/, "");
  if (name !== program && !RUNNERS.test(name)) return entry;
  return {
    ...entry,
    command: program,
    args: [...rest, ...(Array.isArray(args) ? (args as readonly Json[]) : [])],
  };
}
