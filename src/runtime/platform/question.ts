import { createInterface } from "node:readline/promises";

/** Where to ask a question, and when to stop waiting for the answer. */
export interface QuestionOptions {
  /** Default: standard input of this process. */
  readonly input?: NodeJS.ReadableStream;
  /** Default: standard error of this process. */
  readonly output?: NodeJS.WritableStream;
  /** Whether keys are read one by one and echoed only by `output`. Default: whether `output` is a terminal. */
  readonly terminal?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a question at a terminal; resolves to the trimmed answer, or `undefined` if the input ended (Ctrl+D). Ctrl+C, which the
 * terminal passes on as a key meanwhile, still interrupts the process.
 *
 * @throws {DOMException} AbortError, when `signal` is aborted
 */
export async function question(
  text: string,
  { input = process.stdin, output = process.stderr, terminal, signal }: QuestionOptions = {},
): Promise<string | undefined> {
  const reader = createInterface({ input, output, ...(terminal !== undefined && { terminal }) });
  reader.on("SIGINT", interrupt);
  // Node 20 never settles a question whose input has ended.
  const ended = new Promise<undefined>((resolve) => reader.once("close", () => resolve(undefined)));
  const asked = reader.question(text, signal === undefined ? {} : { signal });
  try {
    return await Promise.race([ended, asked.then((answer) => answer.trim(), orEnded(signal))]);
  } finally {
    reader.close();
  }
}

/** Newer versions of Node abort a question whose input has ended. */
function orEnded(signal: AbortSignal | undefined): (error: unknown) => undefined {
  return (error) => {
    if (signal?.aborted === true) throw error;
  };
}

function interrupt(): void {
  if (!process.emit("SIGINT")) process.kill(process.pid, "SIGINT");
}
