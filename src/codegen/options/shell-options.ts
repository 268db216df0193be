import { offeredBy, option } from "./option.js";

export const WORDS =
  "arguments as name=value or name:=json, and a config, URL, script, package, or -- command args (default: the nearest config)";
export const ANSWER =
  "longest time to connect, and then to answer: 15s, 500ms, or milliseconds (default: 30s, 60s)";
/** Commands that use servers once, from a shell. */
export const SHELL = ["list", "call", "record", "read", "prompt", "complete", "ping"] as const;

/** Options only of these commands. */
export const SHELL_OPTIONS = {
  args: option<string>()({
    flag: "--args <json>",
    help: "arguments as a JSON object, or - to read it from standard input",
    inLock: false,
    commands: offeredBy("call", "prompt"),
  }),
  raw: option<boolean>()({
    flag: "--raw",
    help: "print the answer as the server sent it",
    conflicts: "json",
    inLock: false,
    commands: offeredBy("call"),
  }),
} as const;
