import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { showLines } from "../../../shared/text/show-lines.js";
import { show } from "../../../shared/text/show.js";
import { LockMissingError } from "../../check/errors.js";
import { type DocsInput, docsPage } from "../../docs/docs-page.js";
import { render } from "../../run/generate-from-model.js";
import { WriteFailedError } from "../../write/errors.js";
import type { DocsFlags } from "./docs-flags.js";
import { compareFlags, exitCodeOf, reportOf } from "../diff/run-diff.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { Output } from "../output.js";
import type { Terminal } from "../terminal.js";
import { plural, shortPath } from "../text.js";
import { askAll } from "./ask-all.js";

/** What the page shows, and how the asking ended. */
interface Shown {
  readonly input: DocsInput;
  readonly exitCode: ExitCode;
}

/**
 * `docs`: writes one page about every server. The lock says what they offer, or, where a config is given, they do themselves.
 *
 * @throws {WriteFailedError} {@link LockMissingError} {@link UsageError}
 */
export async function runDocs(
  config: string | undefined,
  flags: DocsFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const output = new Output(terminal, { quiet: flags.quiet ?? false });
  const { input, exitCode } = await shown(config, flags, output);
  for (const { key, message } of input.failures ?? [])
    output.error(`Server "${show(key)}" could not be asked: ${showLines(message, 4_000)}`);
  const page = docsPage(input);
  if (flags.output === undefined) output.data(page);
  else {
    const path = resolve(terminal.cwd, flags.output);
    await writeFile(path, page).catch((cause: unknown) => {
      throw new WriteFailedError(path, cause);
    });
    output.say(`Wrote ${shortPath(path, terminal.cwd)}: ${plural(input.plan.servers.length, "server")}`);
  }
  return exitCode;
}

async function shown(config: string | undefined, flags: DocsFlags, output: Output): Promise<Shown> {
  const offline = flags.offline === true || config === undefined;
  try {
    const comparison = await compareFlags({ ...flags, offline, servers: config }, output);
    const { names, filter, limits } = comparison.contract.options;
    const { plan, files } = render(comparison.after, {
      ...(names !== undefined && { names }),
      ...(filter !== undefined && { filter }),
      ...(limits !== undefined && { limits }),
    });
    const report = reportOf(comparison, "none", output.terminal.cwd, flags.against);
    const failures = report.servers.flatMap(({ key, error }) =>
      error === undefined ? [] : [{ key, message: error.message }],
    );
    const isCompared = !offline || flags.against !== undefined;
    return {
      input: { plan, files, failures, ...(isCompared && { changes: report }) },
      exitCode: exitCodeOf(report, flags.allowPartial ?? false),
    };
  } catch (error) {
    // nothing was generated yet: then there is nothing to compare with, and the servers can be shown all the same
    if (offline || flags.against !== undefined || !(error instanceof LockMissingError)) throw error;
    return await withoutLock(config, flags, output);
  }
}

async function withoutLock(config: string, flags: DocsFlags, output: Output): Promise<Shown> {
  const { models, failures, emit } = await askAll(config, flags, output.terminal.cwd);
  const { plan, files } = render(models, emit);
  const exitCode =
    failures.length === 0
      ? EXIT.done
      : models.length === 0
        ? EXIT.allServersFailed
        : flags.allowPartial === true
          ? EXIT.done
          : EXIT.someServersFailed;
  return { input: { plan, files, failures }, exitCode };
}
