import { offeredBy, option } from "../option.js";

/** Options of `serve` alone. */
export const SERVE_ROWS = {
  locked: option<boolean>()({
    flag: "--locked",
    help: "offer only what the lock holds, and refuse tools that have changed since",
    inLock: false,
    commands: offeredBy("serve"),
  }),
} as const;
