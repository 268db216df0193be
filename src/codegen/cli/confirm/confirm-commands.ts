import { dirname } from "node:path";
import { show } from "../../../shared/text/show.js";
import type { Settings } from "../../config/settings.js";
import { UsageError } from "../../config/usage-error.js";
import type { Given } from "../../options/option-values.js";
import type { Output } from "../output.js";
import type { Ask } from "../../../shared/form/fill-form.js";
import { askAt } from "../shell/person.js";
import { plural, shortPath } from "../cli-text.js";
import { type Command, commandsOf } from "./commands.js";
import { ConfirmedCommands, stateFolder } from "./confirmed-commands.js";

/** A config that was found, not named, would start commands, or send variables to hosts, that have not been confirmed: exit code 2. */
export class CommandsNotConfirmedError extends UsageError {
  constructor(config: string, open: readonly Pick<Command, "what">[], hint: string) {
    super(
      "COMMANDS_NOT_CONFIRMED",
      `${show(config, 1_000)} was found, not named, and ${countOf(open)} of it ${open.length === 1 ? "is" : "are"} not confirmed. Nothing was started.`,
      hint,
    );
  }
}

/** Who confirms, and why. */
export interface Confirming {
  /** Asks the user. Default: the user at the terminal. `undefined` with `--json`, when the user cannot be asked. */
  readonly ask?: Ask | undefined;
  /** Follows the name of the config in the message: why it does not count as confirmed. Default `was found here`. */
  readonly why?: string;
}

/**
 * Shows the commands that a config starts, and the hosts that it sends variables to, if the user did not name it, and asks for confirmation, once per content: such a
 * file may have come with someone else's repository. Naming the config, or `--yes`, counts as confirmation.
 *
 * @throws {CommandsNotConfirmedError} the user declines, or there is no terminal to ask at
 */
export async function confirmCommands(
  { servers, entries }: Pick<Settings, "servers" | "entries">,
  given: Pick<Given, "config" | "optionsFile" | "yes" | "json">,
  output: Output,
  { ask = given.json === true ? undefined : askAt(output), why = "was found here" }: Confirming = {},
): Promise<void> {
  if (given.config !== undefined || (given.optionsFile !== undefined && !servers.discovered)) return;
  const commands = commandsOf(entries, dirname(servers.path));
  if (commands.length === 0) return;
  const config = shortPath(servers.path, output.terminal.cwd);
  for (const { server, text, details } of commands)
    output.notice([`  ${show(server)} ${text}`, ...details].join("\n    "));
  if (given.yes === true) return;
  const store = new ConfirmedCommands(stateFolder(output.terminal.env));
  const confirmed = await store.digests();
  const open = commands.filter(({ digest }) => !confirmed.has(digest));
  if (open.length === 0) return;
  const name = `Read them, then name the config, fmcp-codegen … ${show(config, 1_000)}, or say --yes.`;
  if (ask === undefined) throw new CommandsNotConfirmedError(config, open, name);
  if (!/^y(es)?$/i.test((await ask(question(open, `${show(config, 1_000)} ${why}`))) ?? ""))
    throw new CommandsNotConfirmedError(config, open, "You said no.");
  await store.add(open.map(({ digest }) => digest));
}

function question(open: readonly Command[], reason: string): string {
  const isOne = open.length === 1;
  const servers = open.map(({ server }) => show(server)).join(", ");
  const start = open.some(({ what }) => what === "command") ? "Start" : "Send to";
  const which = isOne ? `this ${nounOf(open)}` : `these ${countOf(open)}`;
  return `${reason}. ${start} ${which} of it (${servers})? [y/N] `;
}

/** `1 command`, `2 hosts`, `3 commands and hosts`. */
function countOf(open: readonly Pick<Command, "what">[]): string {
  const noun = nounOf(open);
  return noun === undefined ? `${open.length} commands and hosts` : plural(open.length, noun);
}

/** `undefined`: there are both. */
function nounOf(open: readonly Pick<Command, "what">[]): Command["what"] | undefined {
  return open.every(({ what }) => what === open[0]?.what) ? open[0]?.what : undefined;
}
