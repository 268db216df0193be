import { LEARNED_NAME } from "../learn/learned-file.js";
import { LOCK_NAME, type LockedServer, type LockFile, readLock, sha256 } from "../lock/index.js";
import { type FileChange, foreignFiles, OutFolder, unfinishedRun } from "../write/index.js";
import type { Contract } from "./load-contract.js";
import { unifiedDiff } from "./unified-diff.js";

/**
 * Why a file is not as it should be.
 *
 * - `edited`: it differs from what was last written: a person or a merge changed it
 * - `missing`: it does not exist
 * - `generator`: it is as it was written, but would be written differently now because the version, formatter or an option
 *   changed
 * - `left over`: the generator no longer produces it
 * - `unfinished`: it is missing or differs from the lock, and a run was interrupted in this folder, or is writing there now
 * - `foreign`: it is not ours, and may be loaded instead of one of our files
 */
export type StaleReason = "edited" | "missing" | "generator" | "left over" | "unfinished" | "foreign";

/** A file that differs from what a run would write. */
export interface StaleFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly reason: StaleReason;
  /** What a run would change, as a unified diff. */
  readonly diff: string;
}

/** Whether files, lock and generator agree. */
export interface CheckReport {
  readonly fresh: boolean;
  readonly files: readonly StaleFile[];
  /** How many files are as they should be. */
  readonly current: number;
  /** Other files in the folders of our files that are not loaded instead of ours. */
  readonly foreign: readonly string[];
  /** A run was interrupted while it wrote into the folder, which is never fresh, or is writing there now. */
  readonly unfinished: "interrupted" | "running" | undefined;
  /** What differs between the run that wrote the lock and a run now. */
  readonly causes: readonly string[];
}

/** What the reason of a file follows from, besides its text. */
interface FileFacts {
  readonly path: string;
  readonly lock: LockFile;
  readonly isUnfinished: boolean;
}

/**
 * Compares the files of a contract with what the generator makes of its lock: every file is generated again and checked by the
 * gate. No server is asked and nothing is written. Other files in the folders of our files are reported as well.
 *
 * @param full Formats every file again, including those whose seal in the lock matches: a seal detects accidents, but anyone can
 *   forge one.
 * @throws whatever `generate` throws before it writes
 */
export async function check(
  { lock, options, out: path, isProject, lockPath }: Contract,
  { full = false }: { readonly full?: boolean } = {},
): Promise<CheckReport> {
  // the generator is loaded only if something is generated
  const { generate } = await import("../run/generate.js");
  const { files, texts } = await generate({ ...options, reformat: full, dryRun: true });
  const out = new OutFolder(path);
  const run = await unfinishedRun(path);
  const stale: StaleFile[] = [];
  for (const { path: file, change } of files) {
    if (change === "unchanged") continue;
    const present = (await out.read(file)).text;
    const wanted = change === "removed" ? "" : (texts.get(file) ?? "");
    const reason = reasonOf(change, present, { path: file, lock, isUnfinished: run !== undefined });
    stale.push({ path: file, reason, diff: unifiedDiff(file, present ?? "", wanted) });
  }
  const next = texts.get(LOCK_NAME);
  const causes =
    stale.length === 0 || next === undefined || run !== undefined
      ? []
      : causesOf(lock, readLock(next, lockPath));
  const current = files.length - stale.length;
  const foreign = await foreignFiles(out, [...texts.keys(), ...Object.keys(lock.files)], isProject);
  for (const file of foreign) if (file.shadows) stale.push({ path: file.path, reason: "foreign", diff: "" });
  return {
    fresh: stale.length === 0 && run?.isCutOff !== true,
    files: stale,
    current,
    unfinished: run === undefined ? undefined : run.isCutOff ? "interrupted" : "running",
    foreign: foreign.filter(({ shadows }) => !shadows).map((file) => file.path),
    causes,
  };
}

function reasonOf(
  change: FileChange["change"],
  present: string | undefined,
  { path, lock, isUnfinished }: FileFacts,
): StaleReason {
  if (change === "removed") return isUnfinished ? "unfinished" : "left over";
  const recorded = Object.hasOwn(lock.files, path) ? lock.files[path]?.sha256 : undefined;
  if (present === undefined) {
    if (recorded === undefined && path !== LOCK_NAME) return "generator";
    return isUnfinished ? "unfinished" : "missing";
  }
  if (path === LOCK_NAME || recorded === sha256(present)) return "generator";
  return isUnfinished ? "unfinished" : "edited";
}

/** Returns what the server itself declared. */
function declaredBy(server: LockedServer | undefined): readonly unknown[] {
  const { digests, model } = server ?? {};
  return [digests, { ...model, tools: model?.tools.map(({ learned: _, ...tool }) => tool) }];
}

function causesOf(was: LockFile, is: LockFile): readonly string[] {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const unsealed = ({ seal: _, ...server }: LockedServer): object => server;
  const causes: string[] = [];
  if (was.emitter.version !== is.emitter.version)
    causes.push(
      `the lock was written by fmcp-codegen ${was.emitter.version}, and this is ${is.emitter.version}`,
    );
  if (was.formatter !== is.formatter)
    causes.push(`the formatter was ${was.formatter ?? "none"} and is ${is.formatter ?? "none"}`);
  const names = new Set([...Object.keys(was.options), ...Object.keys(is.options)]);
  for (const name of names)
    if (!same(was.options[name], is.options[name])) causes.push(`the option "${name}" changed`);
  for (const [key, server] of Object.entries(was.servers))
    if (!same(unsealed(server), is.servers[key] && unsealed(is.servers[key])))
      causes.push(
        same(declaredBy(server), declaredBy(is.servers[key]))
          ? `undeclared outputs of "${key}" changed: ${LEARNED_NAME}, or \`outputs\` of fmcp.config`
          : `the lock's entry of "${key}" was edited by hand`,
      );
  if (causes.length > 0) return causes;
  if (was.seal === undefined) return ["an earlier generator wrote the lock, with more digests for each file"];
  const broken = Object.keys(is.servers).filter((key) => was.servers[key]?.seal !== is.servers[key]?.seal);
  const of = [
    ...broken.map((key) => `the files of "${key}"`),
    ...(was.seal === is.seal ? [] : ["the shared files"]),
  ];
  return of.length === 0
    ? []
    : [`the lock's seal of ${of.join(" and ")} does not match: the lock was edited or merged`];
}
