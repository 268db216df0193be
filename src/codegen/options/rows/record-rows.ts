import { offeredBy, option } from "../option.js";

/** Options of `record` and `learn`: recordings. */
export const RECORD_ROWS = {
  recordings: option<string>()({
    flag: "-r, --recordings <folder>",
    help: "folder of the recordings",
    default: "recordings",
    inLock: false,
    commands: offeredBy("record", "learn"),
  }),
  writes: option<boolean>()({
    flag: "--writes",
    help: "also call a tool that does not say that it is read-only",
    inLock: false,
    commands: offeredBy("record"),
  }),
  fits: option<boolean>()({
    flag: "--check",
    help: "learn nothing: fail where a recorded answer does not fit what was learned",
    inLock: false,
    commands: offeredBy("learn"),
  }),
} as const;
