import type { Readable, Writable } from "node:stream";
import type { WriteStream } from "node:tty";

/** What the process provides for a run: the only way from the command line to the outside. */
export interface Terminal {
  /** Piped input. Default: that of this process. */
  readonly stdin?: Readable;
  /** Data only: code, reports. */
  readonly stdout: Writable;
  /** Messages: progress, warnings, errors. */
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Messages may be coloured. */
  readonly colours: boolean;
  /** Messages may be rewritten in place: a person is watching, and no CI is recording. */
  readonly live: boolean;
  /** Width of messages in columns. */
  readonly columns: number;
}

/** The terminal of this process. `NO_COLOR` and `FORCE_COLOR` are honoured as in Node. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const tty: WriteStream | undefined = stderr.isTTY ? stderr : undefined;
  return {
    stdout,
    stderr,
    env,
    cwd: process.cwd(),
    colours: tty?.hasColors() ?? isSet(env["FORCE_COLOR"]),
    live: tty !== undefined && !isSet(env["CI"]) && env["TERM"] !== "dumb",
    columns: tty?.columns || 80,
  };
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== "" && variable !== "0" && variable !== "false";
}
