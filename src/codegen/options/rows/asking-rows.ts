import { type ProtocolOption, PROTOCOLS } from "../../../shared/config/protocol.js";
import { DEFAULT_LIMITS, LIMIT_NAMES, type Limits, OUTPUT_LIMIT_NAMES } from "../../model/limits.js";
import { offeredBy, option } from "../option.js";
import { ANSWER, SHELL } from "../shell-options.js";
import { list, oneLimit, parseCount, parseTimeout } from "../parse-flag.js";
import { withoutUndefined } from "../without-undefined.js";

const MAX_INT = 2 ** 31 - 1;

/** How servers are asked. */
export const ASKING_ROWS = {
  /** Number of servers to ask at the same time. Default: 8. */
  concurrency: option<number>()({
    schema: (z) => z.int().min(1).max(1_000),
    flag: "--concurrency <n>",
    help: "number of servers to ask at the same time",
    parse: parseCount,
    inLock: false,
    asks: true,
    commands: offeredBy("generate", "check", "diff", "docs", "lint", "watch", "list", "ping"),
  }),
  /** Longest time to start a server and connect to it, and for each page of its lists, in milliseconds. Default: 30,000; 180,000 if it may have to be installed first (`npx`, `uvx`, …). */
  timeoutMs: option<number>()({
    schema: (z) => z.int().min(1),
    flag: "--timeout <time>",
    help: "longest time to connect, and for a page of a list: 15s, 500ms, or milliseconds",
    parse: parseTimeout,
    inLock: false,
    asks: true,
    commands: {
      ...offeredBy("generate", "check", "diff", "docs", "lint", "watch", "list", "ping"),
      call: { help: ANSWER },
      record: { help: ANSWER },
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
    commands: offeredBy("generate", "check", "diff", "docs", "lint", "watch", "serve", ...SHELL),
  }),
  probeTimeoutMs: option<number>()({
    flag: "--probe-timeout <time>",
    help: "longest time to wait for the answer to the probe for 2026-07-28",
    parse: parseTimeout,
    inLock: false,
    commands: offeredBy("generate", "check", "diff", "docs", "lint", "watch", "serve", ...SHELL),
  }),
  /** Keys of servers whose lists may be incomplete (limits, time, errors), in which case what arrived is used. Default: none, such a server fails. */
  allowCut: option<readonly string[]>()({
    schema: (z) => z.array(z.string().min(1)).readonly(),
    flag: "--allow-cut <server>",
    help: "accept partial lists from a server (repeatable)",
    parse: list,
    inLock: false,
    asks: true,
    commands: offeredBy("generate", "check", "diff", "docs", "lint", "watch", "list"),
  }),
  /** Values that a server changes each time, by its key: JSON pointers such as `/tools/get_runs/inputSchema/properties/to/default`. Default: those found by asking twice. */
  volatile: option<Readonly<Record<string, readonly string[]>>>()({
    schema: (z) => z.record(z.string(), z.array(z.string().regex(/^\//)).readonly()).readonly(),
    // the models in the lock store it
    inLock: false,
    asks: true,
    commands: {},
  }),
  /** Limits on what is accepted from servers, by name; see docs/security-limits.md. */
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
    commands: offeredBy("generate", "check", "diff", "docs", "lint", "watch", "list"),
  }),
} as const;

/** Returns the limits that affect the text of the output and are not the default. */
function changedLimits(limits: Partial<Limits>): Partial<Limits> | undefined {
  const given = OUTPUT_LIMIT_NAMES.map((name) => [name, limits[name] ?? DEFAULT_LIMITS[name]] as const);
  const changed = given.filter(([name, value]) => value !== DEFAULT_LIMITS[name]);
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}
