import { show } from "../../../shared/text/show.js";
import { loadContract } from "../../check/index.js";
import { OptionInvalidError } from "../../config/usage-error.js";
import { generate } from "../../run/generate.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { plural, shortPath } from "../cli-text.js";
import { codeOf } from "./code-of.js";
import { tellDiagnostics } from "./generate-and-report.js";
import { repairLine } from "./summary.js";

/**
 * `generate --offline`: generates the files of a lock again, byte for byte, with the options stored in the lock and those
 * that `fmcp.config` sets.
 *
 * @throws {LockMissingError} and the errors of `generate`
 */
export async function runOffline(given: Given<"generate">, terminal: Terminal): Promise<ExitCode> {
  if (given.servers !== undefined || given.exclude !== undefined)
    throw new OptionInvalidError(
      "--offline rebuilds everything that the lock holds; --server and --exclude choose what is asked.",
      "Leave them out, or generate without --offline.",
    );
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  const { cwd } = terminal;
  const contract = await loadContract(given, cwd);
  const dryRun = given.dryRun === true || given.stdout === true;
  const report = await generate({ ...contract.options, dryRun });
  const lock = show(shortPath(contract.lockPath, cwd), 1_000);
  output.say(`${lock}: ${plural(report.servers.length, "server")}, no server contacted`);
  for (const key of contract.notConfigured)
    output.warn(`Server "${show(key)}" is in the lock, but no longer in the config.`);
  tellDiagnostics(report, output);
  const changed = report.files.filter(({ change }) => change !== "unchanged").length;
  const folder = show(shortPath(contract.out, cwd), 1_000);
  output.say(`${folder}: ${plural(changed, "file")} ${dryRun ? "would change" : "changed"}`);
  if (report.isRepair) output.say(repairLine(contract.out, cwd));
  if (given.stdout === true) output.data(codeOf(report));
  if (given.json === true) {
    const { texts: _texts, ...rest } = report;
    output.json({ ...rest, out: shortPath(contract.out, cwd), dryRun, offline: true });
  }
  return report.exitCode === 0 ? EXIT.done : report.exitCode;
}
