import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { debuglog } from "node:util";

/** The machine and the program around the client, as far as it has to know them. */
export interface Host {
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The working directory; the home of the user; what stands between folders. */
  cwd(): string;
  home(): string;
  readonly separator: string;
  /** What is at a path; `undefined`: nothing. */
  look(path: string): "file" | "folder" | undefined;
  /** The text of a file. `undefined`: it cannot be read. */
  read(path: string): string | undefined;
  isAbsolute(path: string): boolean;
  resolve(...paths: readonly string[]): string;
  /** The path that a `file:` URL names, and the URL of a path. */
  pathOf(url: string | URL): string;
  urlOf(path: string): string;
  /** Text that a person at the terminal should see. */
  tell(text: string): void;
  /** Writes a line for debugging, shown with `NODE_DEBUG=fmcp`. */
  debug(text: string): void;
  /** Something that is wrong, and that nobody catches. */
  warn(message: string, type: string): void;
}

const debugOutput = debuglog("fmcp");

/** Node.js and what is like it. */
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
};
