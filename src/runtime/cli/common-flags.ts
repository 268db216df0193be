import { text as readAll } from "node:stream/consumers";
import { jsonArguments, toArguments } from "../../shared/command-line/arguments.js";
import { ArgumentsInvalidError } from "../../shared/command-line/command-line-errors.js";
import { parseDuration } from "../../shared/command-line/duration.js";
import { flagSignature, flagsOf } from "../../shared/command-line/flags.js";
import type { Pair } from "../../shared/command-line/pair.js";
import type { JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import type { ProgramIo } from "./program-io.js";
import type { ServerCommands } from "./server-commands.js";

/** What a command works with. */
export interface Use extends Pick<ServerCommands, "client"> {
  readonly io: ProgramIo;
  readonly signal: AbortSignal;
}

/** The flags of all commands; no command has all of them. */
export interface CommonFlags {
  /** The arguments as a JSON object; `-`: from standard input. */
  readonly args?: string;
  readonly json?: boolean;
  readonly raw?: boolean;
  readonly output?: string;
  readonly timeout?: string;
  readonly yes?: boolean;
}

/** Returns the arguments that flags give. @throws {UsageError} if they do not match the schema */
export async function argumentsOf(
  callable: { readonly name: string; readonly inputSchema: unknown },
  pairs: readonly Pair[],
  { args }: CommonFlags,
  { stdin }: ProgramIo,
): Promise<JsonObject> {
  const json = jsonArguments(args === "-" ? await readAll(stdin) : args);
  return toArguments(callable, json, pairs, flagSignature(flagsOf(callable.inputSchema)) || "no arguments");
}

/** @throws {ArgumentsInvalidError} for a text that is not a duration */
export function timeoutOf({ timeout }: CommonFlags): { readonly timeoutMs?: number } {
  if (timeout === undefined) return {};
  const timeoutMs = parseDuration(timeout);
  if (timeoutMs !== undefined && timeoutMs > 0) return { timeoutMs };
  throw new ArgumentsInvalidError(
    `--timeout is not a duration: ${show(timeout)}.`,
    "Write 500ms, 30s or 2m.",
  );
}
