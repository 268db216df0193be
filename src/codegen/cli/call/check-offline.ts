import type { JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { findLock } from "../../check/index.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import { addressOf, itemOf } from "../shell/address.js";
import { toArguments } from "../../../shared/command-line/arguments.js";
import type { Pair } from "../../../shared/command-line/pair.js";
import type { Terminal } from "../terminal.js";

/**
 * Validates arguments against the schema in the lock, without connecting to the server, and prints them as they would
 * be sent.
 *
 * @throws {LockMissingError} {@link UsageError} if the arguments do not match
 */
export async function checkOffline(
  subject: string,
  json: JsonObject,
  pairs: readonly Pair[],
  given: Given<"call">,
  terminal: Terminal,
): Promise<ExitCode> {
  const { lock } = await findLock(given, terminal.cwd);
  const models = Object.values(lock.servers).map(({ model }) => model);
  const address = addressOf(subject, models);
  const tool = itemOf(address, "tool", address.server.tools, ({ name }) => name);
  const args = toArguments(tool, json, pairs);
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  output.say(`The arguments match the schema of "${show(tool.name)}" in the lock.`);
  output.json(args);
  return EXIT.done;
}
