import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { TransportSource } from "fmcp-runtime/transport";
import { isJsonObject } from "../../../shared/json/json.js";

type Message = Parameters<Awaited<ReturnType<TransportSource["open"]>>["send"]>[0];

/** Parses a JSON-RPC message; returns an error response if the text is not one. */
export function readMessage(text: string): { readonly message: Message } | { readonly refusal: object } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refusal: refusal(-32_700, "Parse error") };
  }
  return isJsonObject(value)
    ? { message: value as unknown as Message }
    : { refusal: refusal(-32_600, "Invalid Request") };
}

/** How long the last answers are awaited once the input has ended. */
const LAST_ANSWERS_MS = 5_000;

/**
 * Answers the messages of `input`, one per line, on `output` (MCP, stdio), until `input` ends, `signal` is aborted or `source` drops the
 * connection.
 */
export async function serveStdio(
  source: TransportSource,
  input: Readable,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  const transport = await source.open({});
  const write = (message: object): void => void output.write(`${JSON.stringify(message)}\n`);
  const waiting = new Set<unknown>();
  let answered = (): void => undefined;
  transport.onmessage = (message) => {
    write(message);
    if (!("method" in message)) waiting.delete(message.id);
    if (waiting.size === 0) answered();
  };
  await transport.start();
  const lines = createInterface({ input, crlfDelay: Infinity });
  lines.on("line", (line) => {
    if (line.trim() === "") return;
    const read = readMessage(line);
    if ("refusal" in read) return write(read.refusal);
    if ("method" in read.message && "id" in read.message) waiting.add(read.message.id);
    void transport.send(read.message);
  });
  const stop = (): void => lines.close();
  signal.addEventListener("abort", stop, { once: true });
  let dropped = false;
  transport.onclose = () => {
    dropped = true;
    stop();
  };
  await once(lines, "close");
  signal.removeEventListener("abort", stop);
  // an open input would keep the process alive, and the client waiting
  if (dropped) return void input.destroy();
  if (waiting.size === 0 || signal.aborted) return;
  // the last requests may still be pending; a fault may leave one unanswered
  await new Promise<void>((resolve) => {
    answered = resolve;
    setTimeout(resolve, LAST_ANSWERS_MS).unref();
  });
}

function refusal(code: number, message: string): object {
  return { jsonrpc: "2.0", id: null, error: { code, message } };
}
