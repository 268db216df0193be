import { offeredBy, option } from "../option.js";
import { parseDuration } from "../../../shared/command-line/duration.js";
import { FlagValueError, parseNumber } from "../parse-flag.js";

/** Options only of `mock`. */
export const MOCK_ROWS = {
  http: option<number>()({
    flag: "--http <port>",
    help: "serve Streamable HTTP on this port of 127.0.0.1, 0 for any (default: stdio)",
    parse: (text) => parseNumber(text, 65_535),
    inLock: false,
    commands: offeredBy("mock", "serve"),
  }),
  replay: option<string>()({
    flag: "--replay <folder>",
    help: "answer from recordings instead of the schemas",
    inLock: false,
    commands: offeredBy("mock"),
  }),
  seed: option<number>()({
    flag: "--seed <n>",
    help: "seed of the answers: the same seed gives the same answers (default: 0)",
    parse: (text) => parseNumber(text, 2 ** 31 - 1),
    inLock: false,
    commands: offeredBy("mock"),
  }),
  latencyMs: option<number>()({
    flag: "--latency <time>",
    help: "delay each answer: 200ms, 2s",
    parse: (text) => {
      const ms = parseDuration(text);
      if (ms === undefined) throw new FlagValueError("Write 200ms, 2s, 1m, or milliseconds from 1.");
      return ms;
    },
    inLock: false,
    commands: offeredBy("mock"),
  }),
  faults: option<string | true>()({
    flag: "--faults [kinds]",
    help: "fail on purpose: errors, slow, drops, drift, each with a share, as errors=0.2,drift (default: all)",
    inLock: false,
    commands: offeredBy("mock"),
  }),
} as const;
