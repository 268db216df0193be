import { offeredBy, option } from "../option.js";

/** Options only of `serve`. */
export const SERVE_ROWS = {
  locked: option<boolean>()({
    flag: "--locked",
    help: "offer only what the lock holds, and refuse tools that have changed since",
    inLock: false,
    commands: offeredBy("serve"),
  }),
  watch: option<boolean>()({
    flag: "--watch",
    help: "apply changes of the config, and of the lock with --locked, while serving",
    inLock: false,
    commands: offeredBy("serve"),
  }),
} as const;
