import { showLines } from "../../../shared/text/show-lines.js";
import { show } from "../../../shared/text/show.js";
import { loadContract } from "../../check/index.js";
import { selectServers } from "../../config/filter.js";
import { lint, type LintFinding } from "../../lint/index.js";
import type { ServerModel } from "../../model/index.js";
import type { Given } from "../../options/option-values.js";
import { askAll } from "../docs/ask-all.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { plural } from "../cli-text.js";

interface Read {
  readonly models: readonly ServerModel[];
  readonly failures: readonly { readonly key: string; readonly message: string }[];
}

/**
 * `lint`: reports what a person should review in the texts that models read. Reads the lock or, if a config is given, asks the
 * servers.
 *
 * @throws {LockMissingError} {@link UsageError}
 */
export async function runLint(given: Given<"lint">, terminal: Terminal): Promise<ExitCode> {
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  const isOffline = given.offline === true || given.config === undefined;
  const { models, failures } = isOffline
    ? await readLocked(given, terminal.cwd)
    : await askAll(given, output);
  const findings = lint(models);
  for (const { key, message } of failures)
    output.error(`Server "${show(key)}" could not be queried: ${showLines(message, 4_000)}`);
  if (given.json === true) output.json({ servers: models.map(({ key }) => key), failures, findings });
  else {
    output.data(findings.map(lineOf).join("\n"));
    output.say(`${plural(findings.length, "finding")} in ${plural(models.length, "server")}`);
  }
  if (findings.length > 0) return EXIT.drift;
  if (failures.length === 0 || (given.allowPartial === true && models.length > 0)) return EXIT.done;
  return models.length === 0 ? EXIT.allServersFailed : EXIT.someServersFailed;
}

async function readLocked(given: Given<"lint">, cwd: string): Promise<Read> {
  const { lock } = await loadContract(given, cwd);
  const { servers: include = [], exclude = [] } = given;
  const keys = Object.keys(lock.servers);
  const chosen = new Set(
    include.length + exclude.length === 0 ? keys : selectServers(keys, { include, exclude }),
  );
  const models = Object.values(lock.servers).map(({ model }) => model);
  return { models: models.filter(({ key }) => chosen.has(key)), failures: [] };
}

/** Returns the line of a finding: `weather: tool "get_forecast" description: instruction: …`. */
function lineOf({ server, kind, name, part, rule, message }: LintFinding): string {
  const subject = kind === "server" ? "server" : `${kind} "${show(name, 200)}"`;
  return `${show(server)}: ${subject} ${show(part, 500)}: ${rule}: ${message}`;
}
