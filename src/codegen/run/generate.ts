import { join, resolve } from "node:path";
import { Budget } from "./budget.js";
import { checkedFiles } from "./checked-files.js";
import { unmatchedGlobs } from "../config/unmatched-globs.js";
import { unmatchedNames } from "../config/unmatched-names.js";
import { unmatchedShorten } from "../config/unmatched-shorten.js";
import { exitCodeOf, gather, gatherOffline, type Gathered, type RememberedServers } from "./gather.js";
import type { GenerateOptions, GenerateReport } from "./generate-options.js";
import { lockFor } from "./generate-from-model.js";
import { type LockFile, LOCK_NAME, readLock, readMergedLock, serializeLock } from "../lock/index.js";
import { DEFAULT_LIMITS, type ServerModel } from "../model/index.js";
import { emitOptionsOf } from "./generate-options.js";
import type { PlanDiagnostic } from "../plan/index.js";
import { withOutputs } from "../learn/with-outputs.js";
import { outputSources } from "./output-sources.js";
import { renderFitting } from "./render-fitting.js";
import { loadTemplates } from "../templates/load-templates.js";
import { loadFormatter, OutFolder, plannedChanges, writeFiles } from "../write/index.js";

/**
 * Delay before the gate's compiler is loaded, in milliseconds: every server has been started by then, and the compiler is
 * ready when needed.
 */
const PRELOAD_MS = 400;

/**
 * Asks the servers, generates, checks and writes. If a server fails, its previous client is kept and the report says so.
 * Nothing is written until everything is known to be writable, and only our own files are touched.
 *
 * @throws {LockInvalidError} {@link ForeignFileError} {@link UnsafePathError} {@link GateError} {@link NameOverrideError}
 *   {@link TemplateError} {@link WriteFailedError} {@link FormatError} {@link OutOfTimeError}: nothing was written
 * @throws the reason of `options.signal`
 */
export async function generate(options: GenerateOptions): Promise<GenerateReport> {
  const out = new OutFolder(resolve(options.out));
  const last = await previousLock(out, options.offline === true ? readLock : readMergedLock);
  const lock = last?.lock;
  const templates = options.templates === undefined ? undefined : loadTemplates(options.templates);
  const sources = await outputSources(options);
  const answered =
    options.offline === true
      ? gatherOffline(options, remembered(options, lock))
      : await askServers(options, lock);
  const outputs = withOutputs(answered.models, sources);
  const gathered = { ...answered, models: outputs.models };
  const budget = new Budget(options.limits?.totalMs ?? DEFAULT_LIMITS.totalMs, () => performance.now());
  const { rendered, gathered: fitting } = renderFitting(
    gathered,
    lock,
    emitOptionsOf(options, gathered.transports, templates),
  );
  const { models, reports } = fitting;
  const emitOptions = emitOptionsOf(options, fitting.transports, templates);
  const exitCode = exitCodeOf(reports, options.allowPartial ?? false);
  if (models.length === 0 && reports.length > 0)
    return {
      servers: reports,
      files: [],
      texts: new Map(),
      names: [],
      diagnostics: [],
      isRepair: false,
      exitCode,
    };

  const formatter = options.format === false ? undefined : await loadFormatter(out.path);
  const { texts, manifest } = await checkedFiles(rendered, {
    formatter,
    out,
    lock: options.reformat === true ? undefined : lock,
    budget,
    importExt: emitOptions.importExt ?? "js",
  });
  texts.set(LOCK_NAME, lockText(lockFor(models, emitOptions, manifest, formatter?.id), last));
  budget.check();
  options.signal?.throwIfAborted();
  const changes =
    options.dryRun === true
      ? { ...(await plannedChanges(out, texts)), isRepair: false }
      : await writeFiles(out, texts);
  for (const change of changes.changes) options.onEvent?.({ type: "write", ...change });
  return {
    servers: reports,
    files: changes.changes,
    texts,
    names: rendered.plan.names,
    diagnostics: [...unmatched(options, models), ...outputs.diagnostics, ...rendered.diagnostics],
    isRepair: changes.isRepair,
    exitCode,
  };
}

/** Reports tools that the user's options name but that do not exist. */
function unmatched(
  { filter = { include: [], exclude: [] }, names = {}, shorten = {}, entries, others = [] }: GenerateOptions,
  models: readonly ServerModel[],
): readonly PlanDiagnostic[] {
  const keys = [...entries.map(({ key }) => key), ...others];
  return [
    ...unmatchedGlobs(filter, keys, models),
    ...unmatchedNames(names, keys, models),
    ...unmatchedShorten(shorten, keys, models),
  ];
}

async function askServers(options: GenerateOptions, lock: LockFile | undefined): Promise<Gathered> {
  const { introspect } = await import("../introspect/index.js");
  const preload = setTimeout(() => void import("../gate/index.js").catch(() => undefined), PRELOAD_MS);
  try {
    return gather(
      options,
      await introspect(options.entries, { ...options, ...(lock !== undefined && { last: lock.servers }) }),
      lock,
    );
  } finally {
    clearTimeout(preload);
  }
}

function remembered(options: GenerateOptions, lock: LockFile | undefined): RememberedServers | undefined {
  return options.remembered === undefined ? lock : { servers: options.remembered };
}

/** A lock as it was found. */
interface LastLock {
  readonly text: string;
  readonly lock: LockFile;
}

async function previousLock(out: OutFolder, read: typeof readLock): Promise<LastLock | undefined> {
  const { text } = await out.read(LOCK_NAME);
  return text === undefined ? undefined : { text, lock: read(text, join(out.path, LOCK_NAME)) };
}

/** Returns the text of the lock: unchanged if only the version of the generator differs. */
function lockText(next: LockFile, last: LastLock | undefined): string {
  if (last !== undefined) {
    const { version } = last.lock.emitter;
    const same = serializeLock({ ...next, emitter: { ...next.emitter, version } });
    if (same === last.text) return same;
  }
  return serializeLock(next);
}
