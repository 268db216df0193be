import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { debuglog } from "node:util";

/** What the runtime needs to know about the machine and the program. */
export interface Host {
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The working directory, the user's home, and the separator of paths. */
  cwd(): string;
  home(): string;
  readonly separator: string;
  /** Returns what is at a path; `undefined` if there is nothing. */
  look(path: string): "file" | "folder" | undefined;
  /** Reads a text file; `undefined` if it cannot be read. */
  read(path: string): string | undefined;
  isAbsolute(path: string): boolean;
  resolve(...paths: readonly string[]): string;
  /** Converts a `file:` URL to a path, and a path to a URL. */
  pathOf(url: string | URL): string;
  urlOf(path: string): string;
  /** Shows a text to the person at the terminal. */
  tell(text: string): void;
  /** Writes a debug line, shown with `NODE_DEBUG=fmcp`. */
  debug(text: string): void;
  /** Emits a warning about a problem that no caller handles. */
  warn(message: string, type: string): void;
  /** Calls `task` when the program ends; it must be synchronous. */
  atEnd(task: () => void): void;
}

const ending: (() => void)[] = [];

const debugOutput = debuglog("fmcp");

/** Node.js and compatible platforms. */
export const host: Host = {
  env: process.env,
  platform: process.platform,
  cwd: () => process.cwd(),
  home: homedir,
  separator: sep,
  look: (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat && (stat.isDirectory() ? "folder" : "file");
  },
  read: (path) => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return undefined;
    }
  },
  isAbsolute,
  resolve: (...paths) => resolve(...paths),
  pathOf: (url) => fileURLToPath(url),
  urlOf: (path) => pathToFileURL(path).href,
  tell: (text) => void process.stderr.write(text),
  debug: (text) => debugOutput("%s", text),
  warn: (message, type) => process.emitWarning(message, type),
  atEnd: (task) => {
    // not with each recorder a listener: Node warns of the eleventh
    if (ending.push(task) === 1) process.once("exit", () => ending.forEach((each) => each()));
  },
};
