import { appendFile } from "node:fs/promises";
import { OptionInvalidError } from "../../config/usage-error.js";
import { type DiffReport, diffReport, type FailOn } from "../../diff/index.js";
import { type DiffFormat, OPTIONS } from "../../options/table.js";
import type { Given } from "../../options/option-values.js";
import { usableSettings } from "../usable-settings.js";
import type { Settings } from "../../config/settings.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { InterruptedError, onInterrupt } from "../interrupt.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { shortPath } from "../cli-text.js";
import { compare, type Comparison } from "./compare.js";
import { formatComment } from "./format/comment.js";
import { formatGithub } from "./format/github.js";
import { formatHtml } from "./format/format-html.js";
import { formatJunit } from "./format/junit.js";
import { formatMarkdown } from "./format/format-markdown.js";
import { formatSarif } from "./format/sarif.js";
import { formatText } from "./format/format-text.js";
import { tellFailures } from "./tell-failures.js";
import { tellVolatile } from "./tell-volatile.js";

/** `diff`: compares, reports what changed, and takes accepted changes into the lock. */
export async function runDiff(given: Given<"diff">, terminal: Terminal): Promise<ExitCode> {
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  if (given.accept !== undefined && (given.offline === true || given.against !== undefined))
    throw new OptionInvalidError(
      "--accept writes the current state of the servers to the lock.",
      "Leave out --against and --offline.",
    );
  const comparison = await compareGiven(given, output);
  const left = given.accept === undefined ? comparison : await take(comparison, given.accept, output);
  const report = reportOf(left, given.failOn ?? OPTIONS.failOn.default, terminal.cwd, given.against);
  await print(
    report,
    given.report ?? OPTIONS.report.default,
    output,
    shortPath(comparison.contract.lockPath, terminal.cwd),
  );
  return exitCodeOf(report, given.allowPartial ?? false);
}

/** The generator is loaded only if something is generated. */
async function take(
  comparison: Comparison,
  accepted: readonly string[],
  output: Output,
): Promise<Comparison> {
  const { accept } = await import("./accept.js");
  return await accept(comparison, accepted, output);
}

/** Asks and compares; a signal ends this together with every server it started. */
export async function compareGiven(given: Given, output: Output): Promise<Comparison> {
  const interrupt = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    const prepare = (settings: Settings): Promise<Settings> => usableSettings(settings, given, output);
    const comparison = await compare(given, output.terminal.cwd, { signal: interrupt.signal, prepare });
    tellVolatile(comparison.after, output);
    return comparison;
  } catch (error) {
    throw interrupt.signal.aborted ? new InterruptedError() : error;
  } finally {
    interrupt.dispose();
  }
}

export function reportOf(
  { contract, servers, changes }: Comparison,
  failOn: FailOn,
  cwd: string,
  against?: string,
): DiffReport {
  return diffReport(against ?? shortPath(contract.lockPath, cwd), servers, changes, failOn);
}

/**
 * Returns the exit code. A failing change is certain, while a server that did not answer may do so later, so
 * the change wins.
 */
export function exitCodeOf({ failed, servers }: DiffReport, allowPartial: boolean): ExitCode {
  if (failed) return EXIT.drift;
  const failures = servers.filter(({ status }) => status === "failed").length;
  if (failures === 0) return EXIT.done;
  if (servers.every(({ status }) => status === "failed")) return EXIT.allServersFailed;
  return allowPartial ? EXIT.done : EXIT.someServersFailed;
}

async function print(report: DiffReport, format: DiffFormat, output: Output, lock: string): Promise<void> {
  tellFailures(report, output);
  switch (format) {
    case "text":
      return output.data(formatText(report, (style, text) => output.style(style, text)));
    case "json":
      return output.json(report);
    case "markdown":
      return output.data(formatMarkdown(report));
    case "comment":
      return output.data(formatComment(report));
    case "junit":
      return output.data(formatJunit(report));
    case "sarif":
      return output.data(formatSarif(report, lock));
    case "html":
      return output.data(formatHtml(report));
    case "github": {
      output.data(formatGithub(report, lock));
      const summary = output.terminal.env["GITHUB_STEP_SUMMARY"];
      if (summary !== undefined && summary !== "") await appendFile(summary, formatMarkdown(report));
    }
  }
}
