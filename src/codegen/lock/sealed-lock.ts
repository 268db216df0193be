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

/** Everything that a lock holds. */
export interface LockFacts {
  /** Version of the generator. */
  readonly version: string;
  readonly options: JsonObject;
  /** Id of what formatted the files. */
  readonly formatter?: string | undefined;
  /** By path below the output folder. Seals are not read. */
  readonly files: ReadonlyMap<string, LockedFile>;
  readonly servers: Readonly<Record<string, LockedServer>>;
}

/**
 * The lock of these facts, every file sealed: the seal ties it to all that its text follows from, so that a file that is as it
 * was can be told without making it again. A file of a server follows from that server and the names that it got among the
 * others, so changes of two servers, made on two branches, merge and still say the truth.
 *
 * Seals tell accidents, not forgers: whoever knows the text can seal it.
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

/** The files of a lock whose seal is right: what it says of them is what a run noted. */
export function sealedFiles(lock: LockFile): ReadonlyMap<string, LockedFile> {
  const { emitter, options, formatter, servers } = lock;
  const noted = new Map(Object.entries(lock.files));
  const { files } = sealedLock({ version: emitter.version, options, formatter, files: noted, servers });
  return new Map(Object.entries(files).filter(([path, { seal }]) => seal === noted.get(path)?.seal));
}

/** What the text of a file follows from, as a hash: one server, or how all are called. `null`: nothing that the lock knows. */
function originsOf({ options, formatter, servers }: LockFacts): (path: string) => string | null {
  const targets = targetNames(options);
  const names = nameServers(Object.keys(servers), targets);
  const common = { output: OUTPUT_FORMAT, options, formatter: formatter ?? null };
  const ofAll = sha256(canonicalJson({ ...common, names: Object.fromEntries(names) }));
  const ofFolders = new Map(
    // the order of properties in schemas counts, which canonical JSON does not keep
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

/** The targets that the options of a lock name. */
function targetNames({ targets }: JsonObject): readonly string[] {
  return Array.isArray(targets) ? targets.filter((name) => typeof name === "string") : [];
}
