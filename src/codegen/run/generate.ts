import { join, resolve } from "node:path";
import { Budget } from "./budget.js";
import { formatFiles } from "./format-files.js";
import { unmatchedGlobs } from "../config/unmatched-globs.js";
import { unmatchedNames } from "../config/unmatched-names.js";
import { exitCodeOf, gather, gatherOffline, type Gathered, type RememberedServers } from "./gather.js";
import type { GenerateOptions, GenerateReport } from "./generate-options.js";
import { lockFor, type Rendered } from "./generate-from-model.js";
import { type LockFile, LOCK_NAME, readLock, serializeLock } from "../lock/index.js";
import { DEFAULT_LIMITS, type ServerModel } from "../model/index.js";
import type { EmitOptions } from "./output-options.js";
import { emitOptionsOf } from "./generate-options.js";
import type { PlanDiagnostic } from "../plan/index.js";
import { renderFitting } from "./render-fitting.js";
import { loadTemplates } from "../templates/load-templates.js";
import { applyChanges, FormatError, loadFormatter, OutFolder, planChanges } from "../write/index.js";

/** When the gate's compiler is loaded: late enough for every server to have been started, early enough to be there in time. */
const PRELOAD_MS = 400;

/**
 * Asks the servers, generates, checks and writes. A server that fails costs itself: its last client stays, and the report
 * says so. Nothing is written before everything is known to be writable, and nothing but files of ours is touched.
 *
 * @throws {LockInvalidError} {@link ForeignFileError} {@link UnsafePathError} {@link GateError} {@link NameOverrideError}
 *   {@link TemplateError} {@link WriteFailedError} {@link FormatError} {@link OutOfTimeError}: nothing was written
 * @throws the reason of `options.signal`
 */
export async function generate(options: GenerateOptions): Promise<GenerateReport> {
  const out = new OutFolder(resolve(options.out));
  const lock = await previousLock(out);
  const templates = options.templates === undefined ? undefined : loadTemplates(options.templates);
  const gathered =
    options.offline === true
      ? gatherOffline(options, remembered(options, lock))
      : await askServers(options, lock);
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
    return { servers: reports, files: [], texts: new Map(), names: [], diagnostics: [], exitCode };

  const formatter = options.format === false ? undefined : await loadFormatter(out.path);
  const { texts, manifest } = await formatFiles(
    rendered.files,
    formatter,
    out,
    options.reformat === true ? undefined : lock,
    budget,
  );
  const printed = new Map(texts);
  texts.set(LOCK_NAME, serializeLock(lockFor(models, emitOptions, manifest, formatter?.id)));
  const changes = await planChanges(out, texts, lock);
  if ([...changes.writes.keys()].some((path) => path !== LOCK_NAME))
    await passGate(printed, rendered, emitOptions);
  budget.check();
  options.signal?.throwIfAborted();
  if (options.dryRun !== true) await applyChanges(out, changes);
  for (const change of changes.changes) options.onEvent?.({ type: "write", ...change });
  return {
    servers: reports,
    files: changes.changes,
    texts,
    names: rendered.plan.names,
    diagnostics: [...unmatched(options, models), ...rendered.diagnostics],
    exitCode,
  };
}

/** What the user wrote about tools that are not there. */
function unmatched(
  { filter = { include: [], exclude: [] }, names = {}, entries, others = [] }: GenerateOptions,
  models: readonly ServerModel[],
): readonly PlanDiagnostic[] {
  const keys = [...entries.map(({ key }) => key), ...others];
  return [...unmatchedGlobs(filter, keys, models), ...unmatchedNames(names, keys, models)];
}

async function askServers(options: GenerateOptions, lock: LockFile | undefined): Promise<Gathered> {
  const { introspect } = await import("../introspect/index.js");
  const preload = setTimeout(() => void import("../gate/index.js").catch(() => undefined), PRELOAD_MS);
  try {
    return gather(options, await introspect(options.entries, options), lock);
  } finally {
    clearTimeout(preload);
  }
}

function remembered(options: GenerateOptions, lock: LockFile | undefined): RememberedServers | undefined {
  return options.remembered === undefined ? lock : { servers: options.remembered };
}

async function previousLock(out: OutFolder): Promise<LockFile | undefined> {
  const { text } = await out.read(LOCK_NAME);
  return text === undefined ? undefined : readLock(text, join(out.path, LOCK_NAME));
}

/**
 * Checks the very texts that go to the disk: the project's formatter had them last, and its plugins may do anything.
 *
 * @throws {GateError} {@link FormatError} where it was the formatter that put there what does not belong there
 */
async function passGate(
  texts: ReadonlyMap<string, string>,
  { files, plan, templates }: Rendered,
  { importExt = "js" }: EmitOptions,
): Promise<void> {
  const { checkGenerated, GateError } = await import("../gate/index.js");
  const context = { plan, templates, importExt };
  try {
    checkGenerated(texts, context);
  } catch (error) {
    if (!(error instanceof GateError) || texts.get(error.file) === files.get(error.file)) throw error;
    checkGenerated(files, context);
    throw new FormatError(error.file, error);
  }
}
