import { join, relative, resolve } from "node:path";
import type { EmitOptions } from "./output-options.js";
import { exitCodeOf, gather, gatherOffline, type Gathered } from "./gather.js";
import type { GenerateOptions, GenerateReport } from "./generate-options.js";
import { lockFor, render, type Rendered } from "./generate-from-model.js";
import { type LockedFile, type LockFile, LOCK_NAME, readLock, serializeLock, sha256 } from "./lock/index.js";
import { loadTemplates } from "./templates/load-templates.js";
import { applyChanges, type Formatter, loadFormatter, OutFolder, planChanges } from "./write/index.js";

/** When the gate's compiler is loaded: late enough for every server to have been started, early enough to be there in time. */
const PRELOAD_MS = 400;

/**
 * Asks the servers, generates, checks and writes. A server that fails costs itself: its last client stays, and the report
 * says so. Nothing is written before everything is known to be writable, and nothing but files of ours is touched.
 *
 * @throws {LockInvalidError} {@link ForeignFileError} {@link UnsafePathError} {@link GateError} {@link NameOverrideError}
 *   {@link TemplateError} {@link WriteFailedError} {@link FormatError}: nothing was written
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
  const { models, reports } = gathered;
  const exitCode = exitCodeOf(reports, options.allowPartial ?? false);
  if (models.length === 0 && reports.length > 0)
    return { servers: reports, files: [], texts: new Map(), names: [], diagnostics: [], exitCode };

  const emitOptions = emitOptionsOf(options, out, gathered, templates);
  const rendered = render(models, emitOptions);
  const formatter = options.format === false ? undefined : await loadFormatter(out.path);
  const { texts, manifest } = await formatted(rendered, formatter, out, lock);
  texts.set(LOCK_NAME, serializeLock(lockFor(models, emitOptions, manifest, formatter?.id)));
  const changes = await planChanges(out, texts, lock);
  if ([...changes.writes.keys()].some((path) => path !== LOCK_NAME)) await passGate(rendered, emitOptions);
  options.signal?.throwIfAborted();
  if (options.dryRun !== true) await applyChanges(out, changes);
  for (const change of changes.changes) options.onEvent?.({ type: "write", ...change });
  return {
    servers: reports,
    files: changes.changes,
    texts,
    names: rendered.plan.names,
    diagnostics: rendered.diagnostics,
    exitCode,
  };
}

async function askServers(options: GenerateOptions, lock: LockFile | undefined): Promise<Gathered> {
  const { introspect } = await import("./introspect/index.js");
  const preload = setTimeout(() => void import("./gate/index.js").catch(() => undefined), PRELOAD_MS);
  try {
    return gather(options, await introspect(options.entries, options), lock);
  } finally {
    clearTimeout(preload);
  }
}

function remembered(options: GenerateOptions, lock: LockFile | undefined): LockFile | undefined {
  return lock === undefined || options.remembered === undefined
    ? lock
    : { ...lock, servers: options.remembered };
}

async function previousLock(out: OutFolder): Promise<LockFile | undefined> {
  const { text } = await out.read(LOCK_NAME);
  return text === undefined ? undefined : readLock(text, join(out.path, LOCK_NAME));
}

function emitOptionsOf(
  options: GenerateOptions,
  out: OutFolder,
  { transports }: Gathered,
  templates: EmitOptions["templates"],
): EmitOptions {
  const { importExt, names, filter, assertFormats, configPath, inlineConfig, entries } = options;
  return {
    ...(importExt !== undefined && { importExt }),
    ...(names !== undefined && { names }),
    ...(filter !== undefined && { filter }),
    ...(assertFormats !== undefined && { assertFormats }),
    ...(templates !== undefined && { templates }),
    ...(configPath !== undefined && {
      config: relative(out.path, resolve(configPath)).replaceAll("\\", "/"),
    }),
    ...(inlineConfig === true && { inline: entries }),
    transports,
  };
}

/** The texts as they go to the disk. What has not changed since it was last formatted is not formatted again. */
async function formatted(
  { files }: Rendered,
  formatter: Formatter | undefined,
  out: OutFolder,
  lock: LockFile | undefined,
): Promise<{ texts: Map<string, string>; manifest: Map<string, LockedFile> }> {
  const texts = new Map<string, string>();
  const manifest = new Map<string, LockedFile>();
  for (const [path, text] of files) {
    const source = sha256(text);
    const last =
      lock?.formatter === formatter?.id && lock !== undefined && Object.hasOwn(lock.files, path)
        ? lock.files[path]
        : undefined;
    const onDisk =
      formatter !== undefined && last?.source === source ? (await out.read(path)).text : undefined;
    const isCurrent = onDisk !== undefined && sha256(onDisk) === last?.sha256;
    const final =
      formatter === undefined
        ? text
        : isCurrent
          ? onDisk
          : await formatter.format(join(out.path, path), text);
    texts.set(path, final);
    manifest.set(path, { sha256: sha256(final), ...(formatter !== undefined && { source }) });
  }
  return { texts, manifest };
}

async function passGate(
  { files, plan, templates }: Rendered,
  { importExt = "js" }: EmitOptions,
): Promise<void> {
  const { checkGenerated } = await import("./gate/index.js");
  checkGenerated(files, { plan, templates, importExt });
}
