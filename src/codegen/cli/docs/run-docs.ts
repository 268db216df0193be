import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { showLines } from "../../../shared/text/show-lines.js";
import { show } from "../../../shared/text/show.js";
import { LockMissingError } from "../../check/check-errors.js";
import { type DocsInput, docsPage } from "../../docs/docs-page.js";
import { tokenTable } from "../../docs/token-table.js";
import { render } from "../../run/generate-from-model.js";
import { WriteFailedError } from "../../write/write-errors.js";
import { type Given, outputValues } from "../../options/option-values.js";
import { compareGiven, exitCodeOf, reportOf } from "../diff/run-diff.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { plural, shortPath } from "../cli-text.js";
import { askAll } from "./ask-all.js";

/** What the page shows, and the exit code of asking. */
interface Shown {
  readonly input: DocsInput;
  readonly exitCode: ExitCode;
}

/**
 * `docs`: writes one page about every server, or prints what its tools cost a model in tokens. Reads the lock or, if a config is
 * given, asks the servers.
 *
 * @throws {WriteFailedError} {@link LockMissingError} {@link UsageError}
 */
export async function runDocs(given: Given<"docs">, terminal: Terminal): Promise<ExitCode> {
  const output = new Output(terminal, { quiet: given.quiet ?? false });
  // loaded before the servers are asked, since it may be missing
  const count = given.tokens === true ? await tokenCounter() : undefined;
  const { input, exitCode } = await shown(given, output);
  for (const { key, message } of input.failures ?? [])
    output.error(`Server "${show(key)}" could not be queried: ${showLines(message, 4_000)}`);
  const page = count === undefined ? docsPage(input) : count(input);
  if (given.output === undefined) output.data(page);
  else {
    const path = resolve(terminal.cwd, given.output);
    await writeFile(path, page).catch((cause: unknown) => {
      throw new WriteFailedError(path, cause);
    });
    output.say(`Wrote ${shortPath(path, terminal.cwd)}: ${plural(input.plan.servers.length, "server")}`);
  }
  return exitCode;
}

async function tokenCounter(): Promise<(input: DocsInput) => string> {
  const { ENCODING, loadTokenizer } = await import("./tokenizer.js");
  const countTokens = await loadTokenizer();
  return ({ plan }) => tokenTable(plan.servers, countTokens, ENCODING);
}

async function shown(given: Given<"docs">, output: Output): Promise<Shown> {
  const offline = given.offline === true || given.config === undefined;
  try {
    const comparison = await compareGiven({ ...given, offline }, output);
    const { options } = comparison.contract;
    const { plan, files } = render(comparison.after, {
      ...outputValues(options),
      ...(options.filter !== undefined && { filter: options.filter }),
    });
    const report = reportOf(comparison, "none", output.terminal.cwd, given.against);
    const failures = report.servers.flatMap(({ key, error }) =>
      error === undefined ? [] : [{ key, message: error.message }],
    );
    const isCompared = !offline || given.against !== undefined;
    return {
      input: { plan, files, failures, ...(isCompared && { changes: report }) },
      exitCode: exitCodeOf(report, given.allowPartial ?? false),
    };
  } catch (error) {
    // nothing was generated yet: there is nothing to compare with, but the servers can still be shown
    if (offline || given.against !== undefined || !(error instanceof LockMissingError)) throw error;
    return await withoutLock(given, output);
  }
}

async function withoutLock(given: Given<"docs">, output: Output): Promise<Shown> {
  const { models, failures, emit } = await askAll(given, output);
  const { plan, files } = render(models, emit);
  const exitCode =
    failures.length === 0
      ? EXIT.done
      : models.length === 0
        ? EXIT.allServersFailed
        : given.allowPartial === true
          ? EXIT.done
          : EXIT.someServersFailed;
  return { input: { plan, files, failures }, exitCode };
}
