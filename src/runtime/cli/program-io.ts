import type { Readable, Writable } from "node:stream";
import type { Ask } from "../../shared/form/fill-form.js";
import { askPerson } from "../handlers/elicitation/ask-person.js";
import type { Messages } from "./terminal-handlers.js";

/** What a program reads and prints. Default: what the process has. */
export interface ProgramIo {
  /** Arguments without the program. */
  readonly argv: readonly string[];
  /** The path of the program: its last part is the name in help and completion. */
  readonly path: string;
  readonly stdin: Readable;
  /** Data only. */
  readonly stdout: Writable;
  /** Messages. */
  readonly stderr: Writable;
  readonly cwd: string;
  /** Asks the person at the terminal; absent if there is none. */
  readonly ask?: Ask | undefined;
}

/** Returns the input and output of this process. */
export function processIo(): ProgramIo {
  const { argv, stdin, stdout, stderr } = process;
  return {
    argv: argv.slice(2),
    path: argv[1] ?? "",
    stdin,
    stdout,
    stderr,
    cwd: process.cwd(),
    ask: askPerson(),
  };
}

/** Prints messages to standard error, one line each. Callers escape foreign text. */
export function messagesTo(stderr: Writable): Messages {
  const line = (text: string): void => void stderr.write(`${text}\n`);
  return { say: line, notice: line, warn: (text) => line(`warning: ${text}`) };
}

/** Returns the program's name: that of its file, or `mcp` if the file has a name that says nothing or that no shell takes. */
export function nameOf({ path }: ProgramIo): string {
  const file = path.split(/[/\\]/).at(-1) ?? "";
  const name = file.replace(/\.[cm]?[jt]s$/, "");
  return /^[A-Za-z0-9][\w.-]{0,63}$/.test(name) && name !== "index" ? name : "mcp";
}
