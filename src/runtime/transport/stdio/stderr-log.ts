import { open } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { show } from "../../../shared/text/show.js";
import { ConfigurationError } from "../../errors/configuration-error.js";
import type { OutputHold } from "../output-hold.js";
import { cleanLines } from "./clean-lines.js";
import type { LogStream } from "./log-stream.js";

/**
 * Opens the log before the process starts, so that an invalid path is reported at once; returns a stream to pipe into. `output`
 * holds back what would be shown; a log file gets everything. Both without `secrets`.
 */
export async function openLog(
  logFile: string | LogStream | undefined,
  stderr: "inherit" | "ignore",
  label: string,
  secrets: readonly string[],
  output?: OutputHold,
): Promise<(from: Readable) => void> {
  if (logFile === undefined) {
    if (stderr === "ignore") return () => undefined;
    const print = (chunk: Uint8Array): void => void process.stderr.write(chunk);
    return (from) => from.pipe(cleanLines(secrets)).on("data", output?.before(print) ?? print);
  }
  if (typeof logFile !== "string")
    return (from) => void from.pipe(cleanLines(secrets)).pipe(logFile as Writable, { end: false });
  const file = await open(logFile, "a").catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(
      `The log file of server "${show(label)}" cannot be opened: ${show(reason)}. Correct \`logFile\`.`,
      { cause },
    );
  });
  const stream = file.createWriteStream();
  stream.on("error", () => undefined);
  return (from) => void from.pipe(cleanLines(secrets)).pipe(stream);
}
