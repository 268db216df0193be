import { show } from "../../../shared/text/show.js";
import { check, type CheckReport, type Contract, loadContract } from "../../check/index.js";
import type { CheckFlags } from "./check-flags.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { plural, shortPath } from "../text.js";

/**
 * `check`: says whether the files of a lock are what the generator makes of it, and what differs.
 *
 * @throws {LockMissingError} {@link LockInvalidError} and other faults of usage: `main` says them
 */
export async function runCheck(
  config: string | undefined,
  flags: CheckFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const output = new Output(terminal, { quiet: flags.quiet ?? false });
  const contract = await loadContract({ ...flags, servers: config }, terminal.cwd);
  const report = await check(contract, { full: flags.full ?? false });
  tell(report, contract, output);
  const live = flags.live === true ? await askServers(config, flags, output) : undefined;
  if (flags.json === true) {
    const { notLocked, notConfigured } = contract;
    output.json({ ...report, notLocked, notConfigured, live: live?.report });
  } else output.data(report.files.map(({ diff }) => diff).join(""));
  return report.fresh ? (live?.exitCode ?? EXIT.done) : EXIT.drift;
}

async function askServers(config: string | undefined, flags: CheckFlags, output: Output) {
  const { compareFlags, exitCodeOf, reportOf } = await import("../diff/run-diff.js");
  const { formatText } = await import("../diff/format/text.js");
  const { tellFailures } = await import("../diff/tell-failures.js");
  const comparison = await compareFlags({ ...flags, servers: config }, output);
  const report = reportOf(comparison, "any", output.terminal.cwd);
  tellFailures(report, output);
  output.say(formatText(report, (style, text) => output.style(style, text)));
  return { report, exitCode: exitCodeOf(report, false) };
}

function tell(
  report: CheckReport,
  { lockPath, notLocked, notConfigured, out }: Contract,
  output: Output,
): void {
  const { cwd } = output.terminal;
  const lock = show(shortPath(lockPath, cwd), 1_000);
  const folder = show(shortPath(out, cwd), 1_000);
  for (const key of notLocked)
    output.warn(`Server "${show(key)}" is in the config, but not in the lock: it was never generated.`, {
      file: lock,
    });
  for (const key of notConfigured)
    output.warn(`Server "${show(key)}" is in the lock, but not in the config any more.`, { file: lock });
  if (report.fresh) {
    output.say(`${output.style("green", "✔")} ${folder}: fresh, ${plural(report.current, "file")}`);
    return;
  }
  for (const { path, reason } of report.files)
    output.error(`${folder}/${show(path)}: ${REASONS[reason]}`, { file: `${folder}/${show(path)}` });
  for (const cause of report.causes) output.say(`note: ${show(cause, 1_000)}`);
  output.say(
    `Generate again, or run: fmcp-codegen generate --offline${out.endsWith("src/mcp") ? "" : ` -o ${folder}`}`,
  );
}

const REASONS = {
  edited: "edited since it was generated",
  missing: "missing",
  generator: "would be generated otherwise now: the generator, its options or the lock changed",
  "left over": "belongs to nothing in the lock any more",
} as const;
