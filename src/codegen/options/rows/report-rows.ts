import { SEVERITIES } from "../../diff/change.js";
import type { FailOn } from "../../diff/report.js";
import type { Severities } from "../../diff/judge.js";
import { offeredBy, option } from "../option.js";
import { SHELL } from "../shell-options.js";
import { list } from "../parse-flag.js";

/** The formats of `diff`. */
export type DiffFormat = "text" | "json" | "markdown" | "github" | "comment" | "junit" | "sarif" | "html";

/** Options for what a command prints and its exit code. */
export const REPORT_ROWS = {
  failOn: option<FailOn>()({
    flag: "--fail-on <severity>",
    help: "exit with 1 for changes of this severity or worse",
    choices: ["breaking", "dangerous", "any", "none"],
    default: "breaking",
    inLock: false,
    commands: offeredBy("diff"),
  }),
  /** Severities of changes by rule (`diff --format json` shows the rules); `ignore` drops a change. */
  severities: option<Severities>()({
    schema: (z) => z.record(z.string().regex(/^[a-z][a-z-]*$/), z.enum([...SEVERITIES, "ignore"])).readonly(),
    inLock: false,
    commands: {},
  }),
  report: option<DiffFormat>()({
    flag: "--format <format>",
    help: "what to print",
    choices: ["text", "json", "markdown", "github", "comment", "junit", "sarif", "html"],
    default: "text",
    inLock: false,
    commands: offeredBy("diff"),
  }),
  lint: option<boolean>()({
    flag: "--lint",
    help: "also report what lint finds in new and changed texts, as dangerous",
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
  /** Exit with 0 even if some servers failed, unless all did. Default: false. */
  allowPartial: option<boolean>()({
    schema: (z) => z.boolean(),
    flag: "--allow-partial",
    help: "exit with 0 even if some servers failed",
    default: false,
    inLock: false,
    commands: offeredBy("generate", "diff", "docs", "lint"),
  }),
  tokens: option<boolean>()({
    flag: "--tokens",
    help: "print how many tokens each tool takes, instead of the page",
    inLock: false,
    commands: offeredBy("docs"),
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
    help: "account or person that the tokens belong to, under a name that you choose",
    inLock: false,
    commands: offeredBy("login", "logout", "auth status", "auth export", "auth import"),
  }),
  all: option<boolean>()({
    flag: "--all",
    help: "delete every stored token of this user, for any config; servers are not notified",
    inLock: false,
    commands: offeredBy("logout"),
  }),
  json: option<boolean>()({
    flag: "--json",
    help: "print one machine-readable report",
    inLock: false,
    commands: {
      ...offeredBy("generate", "learn", "check", "lint", "login", "auth status", ...SHELL),
      watch: { help: "print one line of JSON for each event" },
    },
  }),
  quiet: option<boolean>()({
    flag: "-q, --quiet",
    help: "print warnings and errors only",
    inLock: false,
    commands: offeredBy("generate", "learn", "check", "diff", "docs", "lint", "watch", "serve", ...SHELL),
  }),
} as const;
