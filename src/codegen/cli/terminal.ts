import type { Readable, Writable } from "node:stream";
import type { WriteStream } from "node:tty";

/** What the process around a run offers: the only door of the command line to the outside. */
export interface Terminal {
  /** What is piped in. Default: that of this process. */
  readonly stdin?: Readable;
  /** Data only: code, reports. */
  readonly stdout: Writable;
  /** Talk: progress, warnings, errors. */
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Talk may be coloured. */
  readonly colours: boolean;
  /** Talk may be rewritten in place: a person is watching, and no CI is recording. */
  readonly live: boolean;
  /** Width of the talk in columns. */
  readonly columns: number;
}

/** The terminal of this process. `NO_COLOR` and `FORCE_COLOR` are honoured, as Node does. */
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
