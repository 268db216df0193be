import { show } from "../../../shared/text/show.js";
import { writeConfig } from "../../config/write-config.js";
import { neededPackages } from "../../config/needed-packages.js";
import type { Settings } from "../../config/settings.js";
import { generate } from "../../run/generate.js";
import type { GenerateOptions, GenerateReport } from "../../run/generate-options.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import type { Output } from "../output.js";
import { generateOptions } from "./generate-options.js";
import { codeOf } from "./code-of.js";
import { jsonReport } from "./json-report.js";
import { startProgress } from "./progress.js";
import {
  failedLine,
  failureLine,
  fileLine,
  nextLines,
  oldPackageLines,
  repairLine,
  serverLine,
} from "./summary.js";
import { shortPath } from "../cli-text.js";

/** Asks, generates and writes, showing progress meanwhile and a summary afterwards. */
export async function generateAndReport(
  settings: Settings,
  given: Given<"generate">,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const started = performance.now();
  const live = output.terminal.live && given.quiet !== true;
  const progress = await startProgress(output, live, () => performance.now());
  const options = generateOptions(settings, given.dryRun === true || given.stdout === true);
  const report = await generate({
    ...options,
    signal,
    onEvent: (event) => {
      if (event.type === "write") return;
      progress.handle(event);
      if (event.type === "server-ready") progress.line(serverLine(event, output));
      if (event.type === "server-failed") progress.line(failedLine(event, output));
    },
  }).finally(() => progress.stop());
  await keepTarget(settings, report, options, output);
  const exitCode = settings.faults.length > 0 ? EXIT.usage : report.exitCode;
  summarise(report, settings, options, output);
  if (given.stdout === true) output.data(codeOf(report));
  if (given.json === true) {
    output.json(
      jsonReport(report, settings, {
        exitCode,
        cwd: output.terminal.cwd,
        dryRun: options.dryRun ?? false,
        durationMs: performance.now() - started,
      }),
    );
  }
  return exitCode;
}

/** Adds a server that was named directly to the config of the output, where the code looks it up. */
async function keepTarget(
  { servers }: Settings,
  report: GenerateReport,
  { dryRun }: GenerateOptions,
  output: Output,
): Promise<void> {
  const { target, path } = servers;
  if (target === undefined || dryRun === true || report.files.length === 0) return;
  await writeConfig(path, target.text);
  const short = show(shortPath(path, output.terminal.cwd), 1_000);
  output.say(`Server "${show(target.key)}" is written into ${short}, where the code looks it up`);
  for (const variable of target.variables)
    output.say(`Set ${variable} where your program runs: ${short} refers to it and contains no secret`);
}

/** Reports failures, losses and renames, what happened to the files, and the next steps. */
function summarise(
  report: GenerateReport,
  settings: Settings,
  { dryRun }: GenerateOptions,
  output: Output,
): void {
  const { cwd } = output.terminal;
  const place = { file: shortPath(settings.servers.path, cwd) };
  for (const server of report.servers)
    if (server.error !== undefined) output.error(failureLine(server), place);
  tellDiagnostics(report, output, place);
  if (report.files.length === 0) return;
  const needed = neededPackages(settings.out, settings.targets);
  for (const line of oldPackageLines(needed, settings, cwd)) output.warn(line);
  output.say(fileLine(report, settings, cwd, dryRun ?? false));
  if (report.isRepair) output.say(repairLine(settings.out, cwd));
  if (dryRun === true) return;
  for (const line of nextLines(report, needed, settings, cwd)) output.say(line);
}

/** Reports what the user should know of single items. */
export function tellDiagnostics(
  { diagnostics }: Pick<GenerateReport, "diagnostics">,
  output: Output,
  place?: { readonly file: string },
): void {
  for (const { severity, server, subject, message } of diagnostics) {
    const text = `${show(server)}: ${show(subject)}: ${show(message, 1_000)}`;
    if (severity === "info") output.say(`note: ${text}`);
    else output.warn(text, place);
  }
}
