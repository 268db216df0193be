import type { Command } from "commander";
import { count, duration, limit } from "./flag-values.js";

/** The flags of every command that asks servers. */
export function askingOptions(command: Command): Command {
  return command
    .option("--concurrency <n>", "servers asked at the same time", count)
    .option("--timeout <time>", "longest time for one server: 15s, 500ms, or milliseconds", duration)
    .option("--limit <name=value>", "how much of what servers say is taken in; repeatable", limit);
}
