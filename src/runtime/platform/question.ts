import { createInterface } from "node:readline/promises";

/** Where a question is asked, and when nobody waits for the answer any more. */
export interface QuestionOptions {
  /** Default: standard input of this process. */
  readonly input?: NodeJS.ReadableStream;
  /** Default: standard error of this process. */
  readonly output?: NodeJS.WritableStream;
  /** Keys are read one by one, and shown by `output` alone. Default: where `output` is a terminal. */
  readonly terminal?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What is typed at a terminal in answer to a question, trimmed; `undefined` where the input ended (Ctrl+D). Ctrl+C, which a
 * terminal hands over as a key meanwhile, interrupts the process as ever.
 *
 * @throws {DOMException} AbortError, when `signal` is aborted
 */
export async function question(
  text: string,
  { input = process.stdin, output = process.stderr, terminal, signal }: QuestionOptions = {},
): Promise<string | undefined> {
  const reader = createInterface({ input, output, ...(terminal !== undefined && { terminal }) });
  reader.on("SIGINT", interrupt);
  // Node 20 never settles a question whose input ended.
  const ended = new Promise<undefined>((resolve) => reader.once("close", () => resolve(undefined)));
  const asked = reader.question(text, signal === undefined ? {} : { signal });
  try {
    return await Promise.race([ended, asked.then((answer) => answer.trim(), orEnded(signal))]);
  } finally {
    reader.close();
  }
}

/** Newer Nodes abort a question whose input ended. */
function orEnded(signal: AbortSignal | undefined): (error: unknown) => undefined {
  return (error) => {
    if (signal?.aborted === true) throw error;
  };
}

function interrupt(): void {
  if (!process.emit("SIGINT")) process.kill(process.pid, "SIGINT");
}
