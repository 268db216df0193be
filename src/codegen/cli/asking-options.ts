import { type Command, Option } from "commander";
import { PROTOCOLS } from "../../shared/config/protocol.js";
import { count, duration, limit } from "./flag-values.js";

/** The flags of every command that asks servers. */
export function askingOptions(command: Command): Command {
  return command
    .option("--concurrency <n>", "servers asked at the same time", count)
    .option("--timeout <time>", "longest time for one server: 15s, 500ms, or milliseconds", duration)
    .addOption(
      new Option("--protocol <revision>", "revision of MCP to speak, whatever the config says").choices(
        PROTOCOLS,
      ),
    )
    .option("--probe-timeout <time>", "longest silence on the question for 2026-07-28", duration)
    .option("--limit <name=value>", "how much of what servers say is taken in; repeatable", limit);
}
