import { type ProtocolOption, PROTOCOLS } from "../../shared/config/protocol.js";
import type { FailOn } from "../diff/index.js";
import { DEFAULT_LIMITS, LIMIT_NAMES, type Limits, OUTPUT_LIMIT_NAMES } from "../model/limits.js";
import type { ImportExtension, ModuleKind } from "../plan/index.js";
import { offeredBy, option } from "./option.js";
import { ANSWER, SHELL, SHELL_OPTIONS, WORDS } from "./shell-options.js";
import { list, oneInput, oneLimit, parseCount, parseTimeout } from "./parse-flag.js";
import { withoutUndefined } from "./without-undefined.js";

const LOGIN = ["login", "logout", "auth status"] as const;
const MAX_INT = 2 ** 31 - 1;

/** What `diff` prints. */
export type DiffFormat = "text" | "json" | "markdown" | "github" | "html";

/**
 * Every option: key, value in `fmcp.config`, flag, help, default, part in the lock, commands. The comment of a row with a
 * `schema` is what editors show for `FmcpConfig`. To add an option, add a row and use its value.
 */
export const OPTIONS = {
  /** The file with `mcpServers` (or `servers`). Default: found upwards, `mcp.json` first. */
  config: option<string>()({
    schema: (z) => z.string().min(1),
    isPath: true,
    flag: "[config]",
    help: "a client's config, URL, script or package, or -- command args (default: the nearest config)",
    inLock: "derived",
    commands: {
      generate: {},
      check: { help: "file with mcpServers (default: the one that the lock names)" },
      diff: { help: "file with mcpServers (default: the one that the lock names)" },
      docs: {
        help: "file with mcpServers: connects to the servers (default: read the lock, connect to none)",
      },
      watch: {},
      list: {},
      ping: {},
      read: {},
      call: { flag: "[words...]", help: WORDS },
      prompt: { flag: "[words...]", help: WORDS },
      complete: { flag: "[words...]", help: WORDS },
      init: { help: "a client's config to take the servers from (default: every client's that is found)" },
      login: {},
      logout: {},
      "auth status": {},
      "auth export": {},
      "auth import": {},
    },
  }),
  /** Becomes the config before the command line is parsed: see `withTargetWord`. */
  from: option<string>()({
    flag: "--from <client>",
    help: "servers of a client's own file: claude-desktop, claude-code, cursor, codex, …",
    inLock: false,
    commands: offeredBy("generate", "init", "check", "diff", "docs", "watch", ...SHELL, ...LOGIN),
  }),
  file: option<string>()({
    flag: "-f, --file <config>",
    help: "config to change (default: the nearest one, else mcp.json)",
    inLock: false,
    commands: offeredBy("add", "remove"),
  }),
  registry: option<string>()({
    flag: "--registry <url>",
    help: "registry to look registry:NAME up in (default: the official one)",
    inLock: false,
    commands: offeredBy("add"),
  }),
  dotenv: option<boolean>()({
    flag: "--dotenv",
    help: "keep the values of secrets in .env, and .env out of git",
    inLock: false,
    commands: offeredBy("init"),
  }),
  yes: option<boolean>()({
    flag: "-y, --yes",
    help: "ask nothing: take the servers of the project, else every one",
    inLock: false,
    commands: { init: {}, call: { help: "call a tool that says it is destructive without asking" } },
  }),
  ...SHELL_OPTIONS,
  input: option<Readonly<Record<string, string>>>()({
    flag: "--input <id=value>",
    help: "answer to ${input:id} of a config (repeatable)",
    parse: oneInput,
    inLock: false,
    commands: offeredBy("generate", "check", "diff", "docs", "watch", ...SHELL),
  }),
  /** Folder of the generated files. Default: `src/mcp`. */
  out: option<string>()({
    schema: (z) => z.string().min(1),
    isPath: true,
    flag: "-o, --out <folder>",
    help: "folder of the generated files",
    default: "src/mcp",
    inLock: false,
    commands: {
      ...offeredBy("generate", "init", "check", "diff", "watch"),
      docs: { flag: "--out <folder>", help: "folder of the generated files, with the lock" },
      call: { flag: "--out <folder>", help: "folder of the lock that --offline reads" },
    },
  }),
  output: option<string>()({
    flag: "-o, --output <file>",
    help: "file to write",
    defaultText: "standard output",
    inLock: false,
    commands: {
      docs: {},
      call: { help: "file for the images and other data of the result, or for its text" },
      read: {},
    },
  }),
  optionsFile: option<string>()({
    flag: "-c, --config <file>",
    help: "file of options: fmcp.config.ts, .js or .json",
    defaultText: "the nearest one",
    inLock: false,
    commands: offeredBy("generate", "check", "diff", "docs", "watch"),
  }),
  /** Globs on a server's key or on `server.tool`: what to generate. Default: everything. */
  servers: option<readonly string[]>()({
    schema: (z) => z.array(z.string().min(1)).readonly(),
    flag: "-s, --server <glob>",
    help: "only servers or server.tool that match (repeatable)",
    parse: list,
    inLock: "derived",
    commands: {
      ...offeredBy("generate", "diff", "docs", "watch", "list"),
      init: { help: "only servers that match (repeatable)" },
      call: { help: "server to call" },
      read: { help: "server to read from" },
      prompt: { help: "server to ask" },
      complete: { help: "server to ask" },
      ping: { help: "only servers that match (repeatable)" },
    },
  }),
  /** Globs on a server's key or on `server.tool`: what to leave out. Default: nothing. */
  exclude: option<readonly string[]>()({
    schema: (z) => z.array(z.string().min(1)).readonly(),
    flag: "-x, --exclude <glob>",
    help: "no servers or server.tool that match (repeatable)",
    parse: list,
    inLock: "derived",
    commands: {
      ...offeredBy("generate", "diff", "docs", "watch", "list"),
      ping: { help: "no servers that match (repeatable)" },
    },
  }),
  full: option<boolean>()({
    flag: "--full",
    help: "regenerate every file instead of trusting the lock: for changes by strangers",
    inLock: false,
    commands: offeredBy("check"),
  }),
  live: option<boolean>()({
    flag: "--live",
    help: "also compare the servers with the lock",
    inLock: false,
    commands: offeredBy("check"),
  }),
  against: option<string>()({
    flag: "--against <state>",
    help: "compare with another lock, or with git:REF, instead of the lock",
    inLock: false,
    commands: { diff: {}, docs: { help: "show what changed since another lock, or since git:REF" } },
  }),
  offline: option<boolean>()({
    flag: "--offline",
    help: "rebuild the files from the lock without connecting to servers",
    inLock: false,
    commands: {
      generate: {},
      diff: { help: "take the lock as the newer state, without connecting to servers" },
      docs: { help: "read the lock even if a config is given, without connecting to servers" },
      call: { help: "check the arguments against the lock, without connecting to the server" },
    },
  }),
  /** Number of servers that are asked at the same time. Default: 8. */
  concurrency: option<number>()({
    schema: (z) => z.int().min(1).max(1_000),
    flag: "--concurrency <n>",
    help: "number of servers to ask at the same time",
    parse: parseCount,
    inLock: false,
    asks: true,
    commands: offeredBy("generate", "check", "diff", "docs", "watch", "list", "ping"),
  }),
  /** Longest time for one server, from its start to its last list, in milliseconds. Default: 30,000. */
  timeoutMs: option<number>()({
    schema: (z) => z.int().min(1).max(MAX_INT),
    flag: "--timeout <time>",
    help: "longest time for one server: 15s, 500ms, or milliseconds",
    parse: parseTimeout,
    inLock: false,
    asks: true,
    commands: {
      ...offeredBy("generate", "check", "diff", "docs", "watch", "list", "ping"),
      call: { help: ANSWER },
      read: { help: ANSWER },
      prompt: { help: ANSWER },
      complete: { help: ANSWER },
    },
  }),
  protocol: option<ProtocolOption>()({
    flag: "--protocol <revision>",
    help: "revision of MCP to speak, overriding the config",
    choices: PROTOCOLS,
    inLock: false,
    commands: offeredBy("generate", "check", "diff", "docs", "watch", ...SHELL),
  }),
  probeTimeoutMs: option<number>()({
    flag: "--probe-timeout <time>",
    help: "longest time without an answer to the question for 2026-07-28",
    parse: parseTimeout,
    inLock: false,
    commands: offeredBy("generate", "check", "diff", "docs", "watch", ...SHELL),
  }),
  /** Keys of servers of which a part is enough, where they list more than a limit accepts. Default: none, such a server fails. */
  allowCut: option<readonly string[]>()({
    schema: (z) => z.array(z.string().min(1)).readonly(),
    flag: "--allow-cut <server>",
    help: "accept a part of a server that lists more than a limit accepts (repeatable)",
    parse: list,
    inLock: false,
    asks: true,
    commands: offeredBy("generate", "check", "diff", "docs", "watch", "list"),
  }),
  /** How much of what servers send is accepted, by the name of the limit; see docs/security-limits.md. */
  limits: option<Partial<Limits>>()({
    schema: (z) => {
      const limit = z.int().min(1).max(MAX_INT);
      const limits = Object.fromEntries(LIMIT_NAMES.map((name) => [name, limit])) as Record<
        keyof Limits,
        typeof limit
      >;
      return z.strictObject(limits).partial().transform(withoutUndefined);
    },
    flag: "--limit <name=value>",
    help: "override a size limit (repeatable)",
    parse: oneLimit,
    inLock: true,
    lockedAs: changedLimits,
    asks: true,
    commands: offeredBy("generate", "check", "diff", "docs", "watch", "list"),
  }),
  /** Extension of relative imports. Default: what the nearest `tsconfig.json` compiles. */
  importExt: option<ImportExtension>()({
    schema: (z) => z.enum(["js", "ts", "none"]),
    flag: "--import-ext <extension>",
    help: "extension of relative imports",
    choices: ["js", "ts", "none"],
    defaultText: "what the nearest tsconfig compiles",
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** Modules that the project compiles to: CommonJS has no `import.meta`. Default: what the nearest `tsconfig.json`, or `package.json`, says. */
  module: option<ModuleKind>()({
    schema: (z) => z.enum(["esm", "commonjs"]),
    flag: "--module <kind>",
    help: "modules that the project compiles to",
    choices: ["esm", "commonjs"],
    defaultText: "what the nearest tsconfig or package.json says",
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** Writes connections into the code; values of `env` and `headers` become environment variable look-ups. Default: false. */
  inlineConfig: option<boolean>()({
    schema: (z) => z.boolean(),
    flag: "--inline-config",
    help: "write connections into the code, with secrets as environment variable look-ups",
    default: false,
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** Folder of templates that replace the built-in ones. */
  templates: option<string>()({
    schema: (z) => z.string().min(1),
    isPath: true,
    flag: "--templates <folder>",
    help: "folder of custom templates",
    inLock: "derived",
    commands: offeredBy("generate", "check", "diff", "watch"),
  }),
  /** Method names of your own, by `server.tool`: `{ "weather.get_forecast": "forecast" }`. */
  names: option<Readonly<Record<string, string>>>()({
    schema: (z) =>
      z
        .record(z.string().regex(/^.+\..+$/s, 'expected a key of the form "server.tool"'), z.string().min(1))
        .readonly(),
    default: {},
    inLock: true,
    commands: {},
  }),
  /** Whether validators check `format`, which JSON Schema treats as an annotation. Default: false. */
  assertFormats: option<boolean>()({
    schema: (z) => z.boolean(),
    flag: "--assert-formats",
    help: "make validators check the JSON Schema keyword format",
    default: false,
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** Whether the project's prettier formats the files, if it has a prettier config. Default: true. */
  format: option<boolean>()({
    schema: (z) => z.boolean(),
    flag: "--no-format",
    help: "do not format the files with the project's prettier",
    default: true,
    inLock: true,
    commands: offeredBy("generate"),
  }),
  failOn: option<FailOn>()({
    flag: "--fail-on <severity>",
    help: "exit with 1 for changes of this severity or worse",
    choices: ["breaking", "dangerous", "any", "none"],
    default: "breaking",
    inLock: false,
    commands: offeredBy("diff"),
  }),
  report: option<DiffFormat>()({
    flag: "--format <format>",
    help: "what to print",
    choices: ["text", "json", "markdown", "github", "html"],
    default: "text",
    inLock: false,
    commands: offeredBy("diff"),
  }),
  accept: option<readonly string[]>()({
    flag: "--accept <server[.name]>",
    help: "write these changes to the lock and generate (repeatable)",
    parse: list,
    inLock: false,
    commands: offeredBy("diff"),
  }),
  /** Exit with 0 even if some servers failed, as long as one did not. Default: false. */
  allowPartial: option<boolean>()({
    schema: (z) => z.boolean(),
    flag: "--allow-partial",
    help: "exit with 0 even if some servers failed",
    default: false,
    inLock: false,
    commands: offeredBy("generate", "diff", "docs"),
  }),
  dryRun: option<boolean>()({
    flag: "--dry-run",
    help: "print what would change, without writing it",
    inLock: false,
    commands: offeredBy("generate"),
  }),
  stdout: option<boolean>()({
    flag: "--stdout",
    help: "print the code instead of writing it",
    conflicts: "json",
    inLock: false,
    commands: offeredBy("generate"),
  }),
  browser: option<boolean>()({
    flag: "--no-browser",
    help: "print the address to visit, and ask for the one that the browser ended on",
    default: true,
    inLock: false,
    commands: offeredBy("login"),
  }),
  device: option<boolean>()({
    flag: "--device",
    help: "log in with a code on another device, if the server offers it (RFC 8628)",
    inLock: false,
    commands: offeredBy("login"),
  }),
  subject: option<string>()({
    flag: "--subject <name>",
    help: "whose tokens: an account or a person, by a name of your own",
    inLock: false,
    commands: offeredBy("login", "logout", "auth status", "auth export", "auth import"),
  }),
  all: option<boolean>()({
    flag: "--all",
    help: "delete every stored token of this user, for any config; servers are not told",
    inLock: false,
    commands: offeredBy("logout"),
  }),
  json: option<boolean>()({
    flag: "--json",
    help: "print one machine-readable report",
    inLock: false,
    commands: {
      ...offeredBy("generate", "check", "login", "auth status", ...SHELL),
      watch: { help: "print one line of JSON for each event" },
    },
  }),
  quiet: option<boolean>()({
    flag: "-q, --quiet",
    help: "print warnings and errors only",
    inLock: false,
    commands: offeredBy("generate", "check", "diff", "docs", "watch", ...SHELL),
  }),
} as const;

/** The limits that decide the text of the output and are not the default. */
function changedLimits(limits: Partial<Limits>): Partial<Limits> | undefined {
  const given = OUTPUT_LIMIT_NAMES.map((name) => [name, limits[name] ?? DEFAULT_LIMITS[name]] as const);
  const changed = given.filter(([name, value]) => value !== DEFAULT_LIMITS[name]);
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}
