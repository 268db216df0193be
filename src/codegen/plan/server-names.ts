import { byCodeUnit } from "../../shared/json/canonical.js";
import { RESERVED_FOLDERS, RESERVED_WORDS } from "./reserved.js";
import { camelCase, pascalCase, shortHash, slug } from "./identifiers.js";

/** The names of a server in the code and on disk. */
export interface ServerNames {
  /** `weather`: the ready-made client. */
  readonly value: string;
  /** `Weather`: the prefix of its type names. */
  readonly prefix: string;
  /** `createWeather`. */
  readonly factory: string;
  /** `WeatherClient`. */
  readonly client: string;
  /** Folder below the output folder, `[a-z0-9-]{1,64}`. */
  readonly folder: string;
}

/** Names that the root `index.ts` and the files of a server use themselves. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  "mcp",
  "group",
  "Group",
  "schemas",
  "contract",
  "t",
  "z",
  "ServerClient",
  "ClientOptions",
  "CallOptions",
  "Content",
  "PromptResult",
  "ResourceContent",
  "ResourceReader",
  "ServerContract",
]);

/**
 * Names every server of a config, by key. Keys with the same identifier or the same folder (on a file system that ignores
 * case) are distinguished by the hash of the key, in code-unit order of the keys: no server's name depends on a number that
 * another server may take. `takenFolders`: other folders of the output folder.
 */
export function nameServers(
  keys: readonly string[],
  takenFolders: readonly string[] = [],
): ReadonlyMap<string, ServerNames> {
  const taken = new Set<string>(OWN_NAMES);
  const folders = new Set<string>([...RESERVED_FOLDERS, ...takenFolders]);
  const names = new Map<string, ServerNames>();
  const exact = (key: string): number => (camelCase(key, "server") === key ? 0 : 1);
  for (const key of [...keys].sort((a, b) => exact(a) - exact(b) || byCodeUnit(a, b))) {
    const identifiers = firstFree(identifierCandidates(key), (candidate) =>
      identifiersOf(candidate).every((name) => !taken.has(name) && !RESERVED_WORDS.has(name)),
    );
    for (const name of identifiersOf(identifiers)) taken.add(name);
    const folder = firstFree(folderCandidates(key), (candidate) => !folders.has(candidate));
    folders.add(folder);
    const prefix = pascalCase(identifiers);
    names.set(key, {
      value: identifiers,
      prefix,
      factory: `create${prefix}`,
      client: `${prefix}Client`,
      folder,
    });
  }
  return names;
}

function identifiersOf(value: string): readonly string[] {
  const prefix = pascalCase(value);
  return [
    value,
    `create${prefix}`,
    ...["Client", "ToolName", "Tools", "Resources", "Prompts"].map((kind) => `${prefix}${kind}`),
  ];
}

function* identifierCandidates(key: string): Generator<string> {
  const natural = camelCase(key, "server");
  yield natural;
  yield `${natural}${/server$/i.test(natural) ? "Mcp" : "Server"}`;
  yield `${natural}_${shortHash(key)}`;
  for (let n = 2; ; n++) yield `${natural}_${shortHash(key)}_${n}`;
}

function* folderCandidates(key: string): Generator<string> {
  const natural = slug(key, "server");
  yield natural;
  for (let n = 1; ; n++) yield `${natural.slice(0, 50)}-${shortHash(n === 1 ? key : `${key}#${n}`)}`;
}

function firstFree(candidates: Iterable<string>, free: (candidate: string) => boolean): string {
  for (const candidate of candidates) if (free(candidate)) return candidate;
  throw new Error("unreachable: candidates never end");
}
