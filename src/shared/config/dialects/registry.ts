import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { type Dialect, LeftOut } from "./dialect.js";
import { argumentsOf, headersOf, variablesOf } from "./registry-inputs.js";

/** A server as the MCP registry describes it: packages to run locally, and remotes. The first package that can be run is used. */
export const registry: Dialect = {
  id: "registry",
  title: "MCP registry",
  docs: "https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/server-json/generic-server-json.md",
  project: ["server.json"],
  home: [],
  shape: ({ name, packages, remotes }) => typeof name === "string" && (isList(packages) || isList(remotes)),
  servers(document) {
    const { name, description } = document;
    const key = typeof name === "string" ? name.replace(/^.*\//, "") : "server";
    const about = typeof description === "string" ? { description } : {};
    const [first] = waysOf(document);
    if (first === undefined) {
      const hint =
        "Run it as its documentation says, and write the command; or add its bundle: fmcp-codegen add NAME FILE.mcpb";
      return [
        [key, new LeftOut("None of its packages can be started from here, and it has no remote.", hint)],
      ];
    }
    return [[key, { ...about, ...first.entry }]];
  },
};

/** One way of reaching a server that the registry describes. */
export interface RegistryWay {
  /** Kind of the package, such as `npm`; or `remote`. */
  readonly kind: string;
  /** Name of the package, or URL of the remote. */
  readonly name: string;
  /** The entry of a config for it. */
  readonly entry: JsonObject;
}

/**
 * Returns every way to reach a server in the registry: packages that can be run, in its order; remotes; packages that listen on
 * a port and have to be started by the user.
 */
export function waysOf(server: JsonObject): readonly RegistryWay[] {
  const run = packagesOf(server).flatMap(({ kind, name, item }): RegistryWay[] => {
    const entry = runnerOf(kind, name, item);
    return entry === undefined ? [] : [{ kind, name, entry }];
  });
  const isStarted = ({ entry }: RegistryWay): boolean => "command" in entry;
  return [
    ...run.filter(isStarted),
    ...objectsOf(server["remotes"]).flatMap((item): RegistryWay[] => {
      const entry = remoteOf(item);
      return entry === undefined ? [] : [{ kind: "remote", name: String(item["url"]), entry }];
    }),
    ...run.filter((way) => !isStarted(way)),
  ];
}

/** Returns the packages of a server that have a kind and a name. */
export function packagesOf({ packages }: JsonObject): readonly {
  readonly kind: string;
  readonly name: string;
  readonly item: JsonObject;
}[] {
  return objectsOf(packages).flatMap((item) => {
    const { registryType: kind = item["registry_type"], identifier: name } = item;
    return typeof kind === "string" && typeof name === "string" ? [{ kind, name, item }] : [];
  });
}

/** The program that runs each kind of package, and how it names a package with its version. */
const RUNNERS: Readonly<
  Record<string, (identifier: string, version: string | undefined) => readonly string[]>
> = {
  npm: (identifier, version) => [
    "npx",
    "-y",
    version === undefined ? identifier : `${identifier}@${version}`,
  ],
  pypi: (identifier, version) => ["uvx", version === undefined ? identifier : `${identifier}@${version}`],
  nuget: (identifier, version) => [
    "dnx",
    version === undefined ? identifier : `${identifier}@${version}`,
    "--yes",
  ],
  oci: (identifier, version) => [
    ...["docker", "run", "-i", "--rm"],
    version === undefined || /[:@][^/]*$/.test(identifier) ? identifier : `${identifier}:${version}`,
  ],
};

/** The hosts that each program uses by default, and its option for others. */
const SOURCES: Readonly<Record<string, { readonly own: RegExp; readonly option: string }>> = {
  npx: { own: /^registry\.npmjs\.org$/, option: "--registry" },
  uvx: { own: /^(?:pypi\.org|files\.pythonhosted\.org)$/, option: "--index-url" },
  dnx: { own: /^api\.nuget\.org$/, option: "--source" },
};

/**
 * Returns the option for a package's source, unless its program uses that by default: elsewhere, the same name is another
 * package.
 */
function sourceOf(program: string, base: Json | undefined): readonly string[] {
  const source = Object.hasOwn(SOURCES, program) ? SOURCES[program] : undefined;
  if (source === undefined || typeof base !== "string" || !URL.canParse(base)) return [];
  return source.own.test(new URL(base).host) ? [] : [source.option, base];
}

function runnerOf(kind: string, name: string, item: JsonObject): JsonObject | undefined {
  const { version, transport } = item;
  const { type, url } = isJsonObject(transport) ? transport : ({} as JsonObject);
  if (type !== undefined && type !== "stdio")
    return typeof url === "string" ? remoteOf(transport as JsonObject) : undefined;
  const runner = Object.hasOwn(RUNNERS, kind) ? RUNNERS[kind] : undefined;
  if (runner === undefined) return undefined;
  const [program = "", ...words] = runner(name, typeof version === "string" ? version : undefined);
  const env = variablesOf(item["environmentVariables"] ?? item["environment_variables"]);
  const own = argumentsOf(item["runtimeArguments"] ?? item["runtime_arguments"]);
  const last = program === "docker" ? words.length - 1 : 0;
  const inherited = program === "docker" ? Object.keys(env).flatMap((name) => ["-e", name]) : [];
  // Runtime arguments of the description come before the package; `-y` is already there.
  const extra = own.filter((word) => !words.includes(word));
  const given = argumentsOf(item["packageArguments"] ?? item["package_arguments"]);
  const args = [
    ...words.slice(0, last),
    ...extra,
    ...inherited,
    ...sourceOf(program, item["registryBaseUrl"] ?? item["registry_base_url"]),
    ...words.slice(last),
    // The arguments that follow could be options of `dnx` itself.
    ...(program === "dnx" && given.length > 0 ? ["--"] : []),
    ...given,
  ];
  return { command: program, args, ...(Object.keys(env).length > 0 && { env }) };
}

function remoteOf({
  type,
  transport_type: older,
  url,
  headers,
  variables,
}: JsonObject): JsonObject | undefined {
  if (typeof url !== "string") return undefined;
  const named = headersOf(headers);
  const kind = type ?? older;
  return {
    ...(kind !== undefined && { type: kind }),
    url: headersOf([{ name: "url", value: url, variables: variables ?? {} }])["url"] ?? url,
    ...(Object.keys(named).length > 0 && { headers: named }),
  };
}

function isList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.some(isJsonObject);
}

function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as Json[]).filter(isJsonObject) : [];
}
