import { offeredBy, option } from "../option.js";

/** Options of `learn` alone. */
export const LEARN_ROWS = {
  recordings: option<string>()({
    flag: "-r, --recordings <folder>",
    help: "folder of the recordings",
    default: "recordings",
    inLock: false,
    commands: offeredBy("learn"),
  }),
  fits: option<boolean>()({
    flag: "--check",
    help: "learn nothing: fail where a recorded answer does not fit what was learned",
    inLock: false,
    commands: offeredBy("learn"),
  }),
} as const;
