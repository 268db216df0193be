import { canonicalJson } from "../../shared/json/canonical.js";
import type { JsonObject } from "../../shared/json/json.js";
import { serverFiles } from "../emit/file-names.js";
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

/** The files that these servers get, by path below the output folder, each with the key of its server; `index.ts` has none. */
export function filesOf(keys: readonly string[]): ReadonlyMap<string, string | undefined> {
  const files = [...nameServers(keys)].flatMap(([key, { folder }]) =>
    serverFiles(folder).map((path) => [path, key] as const),
  );
  return new Map<string, string | undefined>([...files, ["index.ts", undefined]]);
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
    const seal = sha256(canonicalJson([origins.get(path) ?? null, path, text, source ?? null]));
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

/** What the text of each file follows from, as a hash. */
function originsOf({ options, formatter, servers }: LockFacts): ReadonlyMap<string, string> {
  const names = nameServers(Object.keys(servers));
  const common = { output: OUTPUT_FORMAT, options, formatter: formatter ?? null };
  const ofIndex = sha256(canonicalJson({ ...common, names: Object.fromEntries(names) }));
  const ofServers = new Map(
    // the order of properties in schemas counts, which canonical JSON does not keep
    Object.entries(servers).map(([key, server]) => [
      key,
      sha256(
        canonicalJson({ ...common, key, names: names.get(key) }) + JSON.stringify(orderedServer(server)),
      ),
    ]),
  );
  return new Map(
    [...filesOf(Object.keys(servers))].map(([path, key]) => [
      path,
      key === undefined ? ofIndex : (ofServers.get(key) as string),
    ]),
  );
}
