import { EXIT, type ExitCode } from "../../shared/command-line/exit-code.js";
import { type CommonFlags, timeoutOf, type Use } from "./common-flags.js";
import { printAnswer } from "./print-answer.js";
import { messagesTo } from "./program-io.js";
import { terminalHandlers } from "./terminal-handlers.js";

/** Reads a resource, and prints or saves its contents. */
export async function runRead(
  { client, io, signal }: Use,
  uri: string,
  flags: CommonFlags,
): Promise<ExitCode> {
  client.$client.setHandlers(terminalHandlers(messagesTo(io.stderr), io.ask));
  const options = { signal, ...timeoutOf(flags) };
  const { contents, text } = await client.$client.readResource(uri, options);
  const blobs = contents.flatMap((part) =>
    "blob" in part ? [{ mimeType: part.mimeType ?? "application/octet-stream", base64: part.blob }] : [],
  );
  const hasText = contents.some((part) => "text" in part);
  await printAnswer({ text: hasText ? text : "", blobs, json: contents }, flags, io);
  return EXIT.done;
}
