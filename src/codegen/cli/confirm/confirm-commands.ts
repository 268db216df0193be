import { dirname } from "node:path";
import { redact } from "../../../shared/secrets/index.js";
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

/** Files that were found, not named, would start commands, or send variables to hosts, that have not been confirmed: exit code 2. */
export class CommandsNotConfirmedError extends UsageError {
  constructor(open: readonly Pick<Command, "what">[], { found, outcome }: Source, hint: string) {
    const verb = open.length === 1 ? "is" : "are";
    const message = `${found} found, not named, and ${countOf(open)} of it ${verb} not confirmed. ${outcome}`;
    super("COMMANDS_NOT_CONFIRMED", message, hint);
  }
}

/** Where the commands come from, in the words of the question and of the error. */
export interface Source {
  /** Subject and verb before "found, not named": `mcp.json was`. */
  readonly found: string;
  /** What the question says first. */
  readonly reason: string;
  /** What follows from not confirming: `Nothing was started.` */
  readonly outcome: string;
  /** What to do where the user cannot be asked. */
  readonly hint: string;
}

/** Who confirms, and why. */
export interface Confirming {
  /** Asks the user. Default: the user at the terminal. `undefined` with `--json`, when the user cannot be asked. */
  readonly ask?: Ask | undefined;
  /** Default: the config itself, which exists and was found. */
  readonly source?: Source;
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
  { ask = given.json === true ? undefined : askAt(output), source }: Confirming = {},
): Promise<void> {
  if (given.config !== undefined || (given.optionsFile !== undefined && !servers.discovered)) return;
  const commands = commandsOf(entries, dirname(servers.path), output.terminal.env);
  if (commands.length === 0) return;
  const tell = (asking: boolean): void => {
    for (const { server, text, details, secrets } of commands) {
      const lines = [`  ${show(server)} ${text}`, ...details].join("\n    ");
      output.notice(asking ? lines : redact(lines, secrets));
    }
  };
  if (given.yes === true) return tell(false);
  const store = new ConfirmedCommands(stateFolder(output.terminal.env));
  const confirmed = await store.digests();
  const open = commands.filter(({ digest }) => !confirmed.has(digest));
  tell(open.length > 0);
  if (open.length === 0) return;
  const said = source ?? foundConfig(show(shortPath(servers.path, output.terminal.cwd), 1_000));
  if (ask === undefined) throw new CommandsNotConfirmedError(open, said, said.hint);
  if (!/^y(es)?$/i.test((await ask(question(open, said.reason))) ?? ""))
    throw new CommandsNotConfirmedError(open, said, "You declined.");
  await store.add(open.map(({ digest }) => digest));
}

function foundConfig(config: string): Source {
  return {
    found: `${config} was`,
    reason: `${config} was found here`,
    outcome: "Nothing was started.",
    hint: `Read them, then name the config, fmcp-codegen … ${config}, or pass --yes.`,
  };
}

function question(open: readonly Command[], reason: string): string {
  const isOne = open.length === 1;
  const servers = open.map(({ server }) => show(server)).join(", ");
  const start = open.some(({ what }) => what === "command") ? "Start" : "Send to";
  const which = isOne ? `this ${nounOf(open)}` : `these ${countOf(open)}`;
  return `${reason}. ${start} ${which} (${servers})? [y/N] `;
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
