import { canonicalJson } from "../../shared/json/canonical.js";
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

/** Everything that a lock contains. */
export interface LockFacts {
  /** Version of the generator. */
  readonly version: string;
  readonly options: JsonObject;
  /** Id of the formatter. */
  readonly formatter?: string | undefined;
  /** By path in the output folder. Seals are ignored. */
  readonly files: ReadonlyMap<string, LockedFile>;
  readonly servers: Readonly<Record<string, LockedServer>>;
}

/**
 * Returns the lock of these facts with every file sealed: the seal covers everything that determines a file's text, so an
 * unchanged file is recognized without generating it again. A file of a server depends on that server and its names only, so
 * changes of two servers on two branches merge into a valid lock.
 *
 * Seals detect accidents, not forgery: anyone who knows the text can seal it.
 */
export function sealedLock(facts: LockFacts): LockFile {
  const { version, options, formatter, servers } = facts;
  const origins = originsOf(facts);
  const files = [...facts.files].map(([path, { sha256: text, source }]): [string, LockedFile] => {
    const seal = sha256(canonicalJson([origins(path), path, text, source ?? null]));
    return [path, { sha256: text, ...(source !== undefined && { source }), seal }];
  });
  return {
    lockVersion: LOCK_VERSION,
    emitter: { name: "fmcp-codegen", version },
    options,
    ...(formatter !== undefined && { formatter }),
    files: Object.fromEntries(files),
    servers,
  };
}

/** Returns the files of a lock whose seal is valid, so that their entries come from a run. */
export function sealedFiles(lock: LockFile): ReadonlyMap<string, LockedFile> {
  const { emitter, options, formatter, servers } = lock;
  const noted = new Map(Object.entries(lock.files));
  const { files } = sealedLock({ version: emitter.version, options, formatter, files: noted, servers });
  return new Map(Object.entries(files).filter(([path, { seal }]) => seal === noted.get(path)?.seal));
}

/** Returns a hash of what determines the text of a file: one server, or the names of all. `null` if the lock does not know. */
function originsOf({ options, formatter, servers }: LockFacts): (path: string) => string | null {
  const targets = targetNames(options);
  const names = nameServers(Object.keys(servers), targets);
  const common = { output: OUTPUT_FORMAT, options, formatter: formatter ?? null };
  const ofAll = sha256(canonicalJson({ ...common, names: Object.fromEntries(names) }));
  const ofFolders = new Map(
    // the order of properties in schemas matters, which canonical JSON does not keep
    Object.entries(servers).map(([key, server]) => [
      names.get(key)?.folder,
      sha256(
        canonicalJson({ ...common, key, names: names.get(key) }) + JSON.stringify(orderedServer(server)),
      ),
    ]),
  );
  return (path) => {
    const [first = "", second] = path.split("/");
    if (second === undefined) return ofAll;
    if (!targets.includes(first)) return ofFolders.get(first) ?? null;
    return ofFolders.get(second.replace(/\.\w+$/, "")) ?? ofAll;
  };
}

/** Returns the targets in the options of a lock. */
function targetNames({ targets }: JsonObject): readonly string[] {
  return Array.isArray(targets) ? targets.filter((name) => typeof name === "string") : [];
}
