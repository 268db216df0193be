import { byCodeUnit, canonicalJson } from "../../shared/json/canonical.js";
import type { JsonObject } from "../../shared/json/json.js";
import { nameServers } from "../plan/server-names.js";
import {
  type LockedFile,
  type LockedServer,
  type LockFile,
  LOCK_VERSION,
  OUTPUT_FORMAT,
} from "./lock-file.js";
import { orderedServer } from "./serialize.js";
import { sha256 } from "./sha256.js";

/** A file as a run made it. */
export interface MadeFile extends LockedFile {
  /** SHA-256 of the text before formatting. */
  readonly source: string;
}

/** Everything that a lock contains. */
export interface LockFacts {
  /** Version of the generator. */
  readonly version: string;
  readonly options: JsonObject;
  /** Id of the formatter. */
  readonly formatter?: string | undefined;
  /** By path in the output folder. */
  readonly files: ReadonlyMap<string, MadeFile>;
  /** Seals are ignored. */
  readonly servers: Readonly<Record<string, LockedServer>>;
}

/**
 * Returns the lock of these facts with the files of every server sealed, and those of all servers together: a seal covers the
 * files, before and after formatting, and everything that determines their text, so unchanged files are recognized without
 * formatting them again. A server's seal depends on that server and its names only, so changes of two servers on two branches
 * merge into a valid lock.
 *
 * Seals detect accidents, not forgery: anyone who knows the texts can seal them.
 */
export function sealedLock(facts: LockFacts): LockFile {
  const { version, options, formatter, files, servers } = facts;
  const sealOf = sealsOf(facts);
  return {
    lockVersion: LOCK_VERSION,
    emitter: { name: "fmcp-codegen", version },
    options,
    ...(formatter !== undefined && { formatter }),
    seal: sealOf(undefined),
    files: Object.fromEntries([...files].map(([path, { sha256: text }]) => [path, { sha256: text }])),
    servers: Object.fromEntries(
      Object.entries(servers).map(([key, server]) => [key, { ...server, seal: sealOf(key) }]),
    ),
  };
}

/**
 * Returns the paths in a lock whose seal is valid: the run that wrote the lock made these files from these sources.
 *
 * @param sources SHA-256 of each text before formatting, by path
 */
export function sealedPaths(lock: LockFile, sources: ReadonlyMap<string, string>): ReadonlySet<string> {
  const { options, formatter, servers } = lock;
  const files = new Map(
    Object.entries(lock.files).map(([path, { sha256: text }]) => [
      path,
      { sha256: text, source: sources.get(path) ?? "" },
    ]),
  );
  const facts = { options, formatter, files, servers };
  const sealOf = sealsOf(facts);
  const valid = new Set(
    [undefined, ...Object.keys(servers)].filter(
      (key) => (key === undefined ? lock : servers[key])?.seal === sealOf(key),
    ),
  );
  const ownerOf = ownersOf(facts);
  return new Set([...files.keys()].filter((path) => valid.has(ownerOf(path))));
}

type Sealed = Omit<LockFacts, "version">;

/** Returns the seal of a server's files by its key; for `undefined`, that of all other files. */
function sealsOf({ options, formatter, files, servers }: Sealed): (key: string | undefined) => string {
  const names = namesOf({ options, servers });
  const ownerOf = ownersOf({ options, servers });
  const filesOf = new Map<string | undefined, [string, string, string][]>();
  for (const [path, { sha256: text, source }] of [...files].sort(([a], [b]) => byCodeUnit(a, b))) {
    const owner = ownerOf(path);
    filesOf.set(owner, [...(filesOf.get(owner) ?? []), [path, text, source]]);
  }
  return (key) => {
    const common = {
      output: OUTPUT_FORMAT,
      options,
      formatter: formatter ?? null,
      files: filesOf.get(key) ?? [],
    };
    if (key === undefined) return sha256(canonicalJson({ ...common, names: Object.fromEntries(names) }));
    const { seal: _, ...server } = servers[key] as LockedServer;
    // the order of properties in schemas matters, which canonical JSON does not keep
    const text = JSON.stringify(orderedServer(server));
    return sha256(canonicalJson({ ...common, key, names: names.get(key) }) + text);
  };
}

/** Returns the server that a file belongs to; `undefined` for files of all servers. */
function ownersOf({
  options,
  servers,
}: Pick<Sealed, "options" | "servers">): (path: string) => string | undefined {
  const targets = targetNames(options);
  const keys = new Map([...namesOf({ options, servers })].map(([key, { folder }]) => [folder, key]));
  return (path) => {
    const [first = "", second] = path.split("/");
    if (second === undefined) return undefined;
    return keys.get(targets.includes(first) ? second.replace(/\.\w+$/, "") : first);
  };
}

function namesOf({ options, servers }: Pick<Sealed, "options" | "servers">): ReturnType<typeof nameServers> {
  return nameServers(Object.keys(servers), targetNames(options));
}

/** Returns the targets in the options of a lock. */
function targetNames({ targets }: JsonObject): readonly string[] {
  return Array.isArray(targets) ? targets.filter((name) => typeof name === "string") : [];
}
