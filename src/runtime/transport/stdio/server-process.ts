import { once } from "node:events";
import type { Readable } from "node:stream";
import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { ConnectionClosedError } from "../../errors/connection-closed-error.js";
import { brokenAnswer, MessageLines, type ReadLines, readMessages } from "../../receive/index.js";
import { MessageTooLargeError } from "../message-too-large-error.js";
import { redact } from "../../../shared/secrets/index.js";
import type { ServerWords, TransportEnd } from "../transport-source.js";
import { Excerpt } from "./excerpt.js";
import { forget, loadHostExit } from "./host-exit.js";
import { LineFramer, type SkippedLine } from "./line-framer.js";
import { LineWriter } from "./line-writer.js";
import { isUtf16Message, WRITES_UTF16 } from "./utf16.js";
import { type SpawnedServer, spawnServer, type SpawnOptions } from "./spawn-server.js";
import { stopProcess, type StopSteps } from "./stop-process.js";

/** Callbacks of the process for its listener. */
export interface ProcessListener {
  onMessage(message: JSONRPCMessage): void;
  /** The process, or its stream, ended by itself. No calls follow. */
  onEnd(end: TransportEnd): void;
}

export interface ServerProcessOptions extends SpawnOptions {
  /** Largest message that the server may send, in bytes. */
  readonly maxMessageBytes: number;
  readonly stopSteps: StopSteps;
  /** Time to end after SIGTERM, in milliseconds, if it has sent no message: it may still be installing the server. */
  readonly installGraceMs?: number;
  /** Called when it ends by itself without a message; returns what to do about it, as a sentence. */
  readonly cureOf?: () => string | undefined;
  /** What to hide in its output. */
  readonly secrets: readonly string[];
  readonly onNoise: (text: string) => void;
  readonly onExit: (end: TransportEnd) => void;
}

/** How long to read the output of a process after its exit: a descendant may hold the pipe open forever. */
const DRAIN_MS = 40;

/** How long to wait for the exit of a process whose pipes broke: it has the reason, and comes late on a busy machine. */
const EXIT_MS = 500;

/** How long lines that look like the beginning of a message wait for the next one, before they count as cut off. */
const CONTINUES_MS = 500;

/** Most characters to keep of an output line that is not a message. */
const MOST_SHOWN = 2_000;

/**
 * A server in a child process, with at most one listener at a time. Its handles are unreferenced, so it never keeps this
 * program alive. It leads its own process group, so that the whole tree can be ended.
 */
export class ServerProcess {
  readonly pid: number;
  readonly #child: SpawnedServer;
  readonly #options: ServerProcessOptions;
  readonly #stderr = new Excerpt({ head: 1024, tail: 8 * 1024 });
  /** Output lines that were not messages. */
  readonly #stray = new Excerpt({ head: 1024, tail: 2 * 1024 });
  readonly #writer: LineWriter;
  readonly #lines: MessageLines;
  readonly #framer: LineFramer;
  /** Timer for the next line of a message that is printed over several. */
  #waiting: NodeJS.Timeout | undefined;
  readonly #ended: Promise<void>;
  #markEnded: () => void = () => undefined;
  #listener: ProcessListener | undefined;
  #end: TransportEnd | undefined;
  #stopping: Promise<void> | undefined;
  #spoke = false;

  /** Starts a process. @throws ConfigurationError, ConnectError */
  static async start(options: ServerProcessOptions): Promise<ServerProcess> {
    const endWithHost = await loadHostExit();
    const child = await spawnServer(options, endWithHost);
    return new ServerProcess(child, options);
  }

  private constructor(child: SpawnedServer, options: ServerProcessOptions) {
    this.#child = child;
    this.pid = child.pid;
    this.#options = options;
    this.#writer = new LineWriter(child.stdin);
    this.#lines = new MessageLines(options.maxMessageBytes);
    const onLine = (line: string): void => this.#take(this.#lines.push(line));
    this.#framer = new LineFramer(options.maxMessageBytes, onLine, (line) => this.#skipped(line));
    this.#ended = new Promise((resolve) => (this.#markEnded = resolve));
    void this.#ended.then(() => this.#writer.fail(new Error("ended")));
    this.#read();
    child.once("exit", (code, signal) => void this.#exited(code, signal));
    for (const handle of [child, child.stdin, child.stdout, child.stderr])
      (handle as { unref?(): void }).unref?.();
  }

  get stderr(): Readable {
    return this.#child.stderr;
  }

  /** Why it ended by itself; `undefined` while it is running, and after `stop()`. */
  get end(): TransportEnd | undefined {
    return this.#end;
  }

  /** What it has printed so far besides messages, also without the end of a line, as a prompt is. */
  get words(): ServerWords {
    const { secrets } = this.#options;
    const begun = this.#framer.restText.slice(0, MOST_SHOWN);
    const [stderr, stray] = [this.#stderr.ends(secrets), this.#stray.ends(secrets, begun)];
    return {
      ...(stderr.tail !== "" && { stderrTail: stderr.tail }),
      ...(stderr.head !== undefined && { stderrHead: stderr.head }),
      ...(stray.tail !== "" && { strayTail: stray.tail }),
      ...(stray.head !== undefined && { strayHead: stray.head }),
    };
  }

  /** Whether messages can still be exchanged. */
  get usable(): boolean {
    const { exitCode, signalCode } = this.#child;
    return (
      this.#end === undefined && this.#stopping === undefined && exitCode === null && signalCode === null
    );
  }

  /** Passes the server's messages to `listener` from now on; `undefined`: drops them. */
  attach(listener: ProcessListener | undefined): void {
    this.#listener = listener;
  }

  /** Writes a message; resolves when it has been written, rejects if the process ends first. */
  async write(message: JSONRPCMessage): Promise<void> {
    if (!this.usable) throw await this.#closed(false);
    const line = `${JSON.stringify(message)}\n`;
    return new Promise<void>((resolve, reject) => {
      const fail = (cause: unknown): void => void this.#closed(true, cause).then(reject);
      this.#writer.write(line, (error) => {
        if (error) fail(error);
        else resolve();
      });
    });
  }

  /** Ends the whole tree: end of stdin, then SIGTERM, then SIGKILL. Repeated calls share one attempt. */
  stop(): Promise<void> {
    return this.#stop(this.#options.stopSteps);
  }

  #stop(steps: StopSteps): Promise<void> {
    this.#writer.flush();
    const { installGraceMs = 0 } = this.#options;
    const termMs = this.#spoke ? steps.termMs : Math.max(steps.termMs, installGraceMs);
    this.#stopping ??= stopProcess(this.#child, this.pid, { ...steps, termMs }).then(() => this.#release());
    return this.#stopping;
  }

  #read(): void {
    const { stdin, stdout, stderr } = this.#child;
    stdout.on("data", (chunk: Buffer) => {
      this.#framer.push(chunk);
      clearTimeout(this.#waiting);
      if (this.#lines.waits || this.#framer.rest > 0)
        this.#waiting = setTimeout(() => this.#paused(), CONTINUES_MS).unref();
    });
    stdout.on("end", () => {
      this.#unfinished();
      this.#stdoutEnded();
    });
    stderr.on("data", (chunk: Buffer) => this.#stderr.push(chunk));
    // A broken pipe is reported by the failed write and by the exit that follows.
    for (const stream of [stdin, stdout, stderr]) stream.on("error", () => undefined);
  }

  /** An incomplete last line may still be a message, and so may the lines before it. */
  #unfinished(): void {
    clearTimeout(this.#waiting);
    const { rest } = this.#framer;
    if (rest === 0) return this.#take(this.#lines.flush());
    const line = this.#framer.takeRest();
    const messages = [...this.#lines.push(line).messages, ...this.#lines.flush().messages];
    if (messages.length === 0) {
      this.#options.onNoise(`an unfinished line of ${rest} bytes`);
      this.#strayed(line);
    }
    this.#tell(messages);
  }

  /** Nothing followed for a while: a message that no end of a line follows counts all the same. */
  #paused(): void {
    this.#take(this.#lines.flush());
    const messages = this.#framer.endsLikeMessage ? readMessages(this.#framer.restText) : [];
    if (messages.length > 0) this.#framer.takeRest();
    this.#tell(messages);
  }

  #take({ messages, noise }: ReadLines): void {
    for (const text of noise) {
      this.#options.onNoise(show(redact(text.slice(0, MOST_SHOWN), this.#options.secrets)));
      this.#strayed(text);
    }
    this.#tell(messages);
  }

  #tell(messages: readonly unknown[]): void {
    this.#spoke ||= messages.length > 0;
    for (const message of messages) this.#listener?.onMessage(message as JSONRPCMessage);
  }

  #strayed(line: string): void {
    this.#stray.push(Buffer.from(`${line.slice(0, MOST_SHOWN)}\n`));
    if (!this.#spoke && isUtf16Message(line)) this.#fail({ reason: WRITES_UTF16 });
  }

  /** A line over the limit only fails the requests that it answers. */
  #skipped({ size, ids, isAnswer }: SkippedLine): void {
    const { maxMessageBytes: limit, label, onNoise } = this.#options;
    if (!isAnswer)
      return onNoise(`a line of ${size} bytes, over the limit of ${limit} bytes (\`maxMessageBytes\`)`);
    const error = new MessageTooLargeError(`An answer of server "${show(label)}"`, limit);
    for (const id of ids.length === 0 ? [undefined] : ids)
      this.#listener?.onMessage(
        brokenAnswer(id, { reason: "it exceeds the limit", answer: undefined, error }),
      );
  }

  /** A server that closed its output cannot answer, even if it is alive. */
  #stdoutEnded(): void {
    const child = this.#child;
    void delay(EXIT_MS).then(() => {
      if (child.exitCode === null && child.signalCode === null)
        this.#fail({ reason: "closed its standard output" });
    });
  }

  async #exited(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    const { stdout, stderr } = this.#child;
    const open = [stdout, stderr].filter((it) => !it.destroyed);
    const drained = Promise.all(open.map((it) => once(it, "close")));
    await Promise.race([drained, delay(DRAIN_MS)]).catch(() => undefined);
    this.#finish({
      reason: code === null ? `was ended by ${signal ?? "a signal"}` : `exited with code ${code}`,
      ...(code !== null && { exitCode: code }),
      ...(signal !== null && { signal }),
    });
    // Ends descendants that it left behind.
    void this.#stop({ ...this.#options.stopSteps, stdinMs: 0 });
  }

  /** The stream can no longer be used, so the process is ended, too. */
  #fail(end: TransportEnd): void {
    this.#finish(end);
    void this.#stop({ ...this.#options.stopSteps, stdinMs: 0 });
  }

  #finish(end: TransportEnd): void {
    if (this.#end !== undefined || this.#stopping !== undefined) return;
    const cure = this.#spoke ? undefined : this.#options.cureOf?.();
    this.#end = { ...end, ...this.words, ...(cure !== undefined && { cure }) };
    this.#markEnded();
    this.#options.onExit(this.#end);
    this.#listener?.onEnd(this.#end);
    this.#listener = undefined;
  }

  #release(): void {
    this.#markEnded();
    forget(this.pid);
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) stream.destroy();
  }

  /** The exit, which has the reason, is reported after the pipe breaks. */
  async #closed(sent: boolean, cause?: unknown): Promise<ConnectionClosedError> {
    await Promise.race([this.#ended, delay(EXIT_MS)]);
    const { label, server } = this.#options;
    const details = { sent, server, end: this.#end, ...(this.#end === undefined && { cause }) };
    const message = `Server "${show(label)}" has ended: the message could not be delivered.`;
    return new ConnectionClosedError(message, details);
  }
}

/** Resolves after a round of reading, so that a program that was busy still reads available data. */
function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(() => setImmediate(() => setImmediate(resolve)), ms).unref());
}
