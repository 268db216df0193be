import { offeredBy, option } from "../option.js";
import { parseNumber } from "../parse-flag.js";

/** Options of `mock` alone. */
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
    help: "make other answers: the same seed gives the same ones (default: 0)",
    parse: (text) => parseNumber(text, 2 ** 31 - 1),
    inLock: false,
    commands: offeredBy("mock"),
  }),
} as const;
