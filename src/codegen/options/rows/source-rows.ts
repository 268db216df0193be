import { offeredBy, option } from "../option.js";
import { SHELL, SHELL_OPTIONS, WORDS } from "../shell-options.js";
import { list, oneInput } from "../parse-flag.js";

const LOGIN = ["login", "logout", "auth status"] as const;
const CONFIRMS = "start the commands of a config that was found, not named, without asking";

/** Options for what is read, which servers are used, and where files are written. */
export const SOURCE_ROWS = {
  /** The file with `mcpServers` (or `servers`). Default: searched for upwards, `mcp.json` first. */
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
      lint: {
        help: "file with mcpServers: connects to the servers (default: read the lock, connect to none)",
      },
      watch: {},
      list: {},
      ping: {},
      serve: {},
      mock: {
        help: "a lock, or a config: its servers that are in the lock (default: every server of the lock)",
      },
      read: {},
      call: { flag: "[words...]", help: WORDS },
      record: { flag: "[words...]", help: `a JSON object, or ${WORDS}` },
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
    commands: offeredBy(
      "generate",
      "init",
      "check",
      "diff",
      "docs",
      "lint",
      "lint",
      "watch",
      "serve",
      ...SHELL,
      ...LOGIN,
    ),
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
  package: option<string>()({
    flag: "--package <kind>",
    help: "package of registry:NAME to use, by its kind or name: npm, pypi, oci, nuget, mcpb, remote",
    defaultText: "the first that can be used",
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
    commands: {
      init: {},
      generate: { help: CONFIRMS },
      check: { help: CONFIRMS },
      diff: { help: CONFIRMS },
      watch: { help: CONFIRMS },
      list: { help: CONFIRMS },
      ping: { help: CONFIRMS },
      serve: { help: CONFIRMS },
      read: { help: CONFIRMS },
      prompt: { help: CONFIRMS },
      record: { help: CONFIRMS },
      complete: { help: CONFIRMS },
      call: { help: `${CONFIRMS}, and call a tool that says it is destructive` },
    },
  }),
  ...SHELL_OPTIONS,
  input: option<Readonly<Record<string, string>>>()({
    flag: "--input <id=value>",
    help: "answer to ${input:id} of a config (repeatable)",
    parse: oneInput,
    inLock: false,
    commands: offeredBy("generate", "check", "diff", "docs", "lint", "watch", "serve", ...SHELL),
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
      lint: { help: "folder of the lock" },
      call: { flag: "--out <folder>", help: "folder of the lock that --offline reads" },
      mock: { help: "folder of the lock" },
      learn: { help: "folder of the lock" },
      serve: { help: "folder of the lock that --locked reads" },
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
    commands: offeredBy("learn", "mock", "generate", "check", "diff", "docs", "lint", "watch"),
  }),
  /** Globs for a server's key or for `server.tool`: what to generate. Default: everything. */
  servers: option<readonly string[]>()({
    schema: (z) => z.array(z.string().min(1)).readonly(),
    flag: "-s, --server <glob>",
    help: "only servers or server.tool that match (repeatable)",
    parse: list,
    inLock: "derived",
    commands: {
      ...offeredBy("generate", "diff", "docs", "lint", "watch", "list", "serve"),
      init: { help: "only servers that match (repeatable)" },
      call: { help: "server to call" },
      record: { help: "server to call" },
      read: { help: "server to read from" },
      prompt: { help: "server to ask" },
      complete: { help: "server to ask" },
      ping: { help: "only servers that match (repeatable)" },
      learn: { help: "only servers that match (repeatable)" },
      mock: { help: "server to serve, if the lock has several (repeatable with --http)" },
    },
  }),
  /** Globs for a server's key or for `server.tool`: what to leave out. Default: nothing. */
  exclude: option<readonly string[]>()({
    schema: (z) => z.array(z.string().min(1)).readonly(),
    flag: "-x, --exclude <glob>",
    help: "no servers or server.tool that match (repeatable)",
    parse: list,
    inLock: "derived",
    commands: {
      ...offeredBy("generate", "diff", "docs", "lint", "watch", "list"),
      ping: { help: "no servers that match (repeatable)" },
    },
  }),
  full: option<boolean>()({
    flag: "--full",
    help: "regenerate every file instead of trusting the lock: for changes by untrusted contributors",
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
      diff: { help: "use the lock as the newer state, without connecting to servers" },
      docs: { help: "read the lock even if a config is given, without connecting to servers" },
      lint: { help: "read the lock even if a config is given, without connecting to servers" },
      call: { help: "check the arguments against the lock, without connecting to the server" },
    },
  }),
} as const;
