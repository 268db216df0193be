import type { Json, JsonObject } from "../../json/json.js";

/** Programs that are named with their path in front of arguments. */
const RUNNERS =
  /^(?:node|npx|bunx?|deno|python[\d.]*|uvx?|pipx?|docker|podman|java|dotnet|ruby|php|go|(?:ba|z)?sh|env)(?:\.exe|\.cmd)?$/i;

/** A command line that was written as one text, taken apart as a shell would: quotes hold words together. */
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
 * The entry with a command line that stands in `command` as a program and its arguments, as Cursor takes it. A path with
 * spaces stays one: only a bare name, or a runner with its path, has arguments behind it.
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
