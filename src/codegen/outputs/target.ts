import type { Markdown, MarkdownKit } from "../markdown/index.js";
import type { ServerPlan } from "../plan/index.js";
import type { Code, CodeKit } from "../printer/index.js";

/** A file that a target writes. */
export interface TargetFile {
  /** Below the folder of the target, with `/`: `weather/index.ts`, `weather.md`. `[a-z0-9-]` and one ending, or `README.md`. */
  readonly path: string;
  /** TypeScript for a path that ends in `.ts`, Markdown for one in `.md`. */
  readonly text: Code | Markdown;
}

/** A server as targets see it: what it said, and every name that the plan gave. */
export type TargetServer = ServerPlan;
/** What a file about all servers may follow from: how each is called. */
export type TargetServerName = Pick<ServerPlan, "names"> & { readonly key: string };

/** What a target writes its files with. */
export interface TargetKit extends CodeKit, MarkdownKit {
  /** A string literal for the import of a file of the output: `from("../../weather/index")`, with the ending of the project. */
  from(path: string): Code;
  /** The declarations of these types of a server, and of all that they refer to. */
  types(server: TargetServer, names: readonly string[]): Code;
  /** The text of code, for a fence in Markdown. */
  textOf(code: Code): string;
}

/** Something else that is made of the servers than their clients: files in a folder of its own, which the lock knows like all others. */
export interface Target {
  /** What `--target` calls it, and the folder of its files: `[a-z][a-z0-9-]{0,31}`. */
  readonly name: string;
  /** Packages that its modules import. Default: none. */
  readonly packages?: readonly string[];
  /** Globals that its modules use beside those of the language: `fetch`, `process`. Default: none. */
  readonly globals?: readonly string[];
  /** The files of one server. They may follow from that server alone. */
  server?(server: TargetServer, kit: TargetKit): readonly TargetFile[];
  /** The files about all servers, in code-unit order of their keys. */
  all?(servers: readonly TargetServerName[], kit: TargetKit): readonly TargetFile[];
}

/**
 * A target of your own, for `targets` of `fmcp.config`. Its code is yours; text of a server comes into its files through the functions
 * of the kit only, so that it stays text there, and the gate reads every file before it is written.
 *
 * @throws {TypeError} for a name that no folder can have
 */
export function defineTarget(target: Target): Target {
  if (!isTargetName(target.name))
    throw new TypeError(
      `A target is called by small letters, digits and -, such as "notes", not ${JSON.stringify(target.name)}.`,
    );
  return target;
}

/** Whether a target may be called so. `client` is what is always made. */
export function isTargetName(name: unknown): name is string {
  return typeof name === "string" && /^[a-z][a-z0-9-]{0,31}$/.test(name) && name !== "client";
}

/** Whether a value of `targets` is a target. */
export function isTarget(value: unknown): value is Target {
  if (typeof value !== "object" || value === null) return false;
  const { name, server, all } = value as Partial<Record<keyof Target, unknown>>;
  const parts = [server, all].filter((part) => part !== undefined);
  return isTargetName(name) && parts.length > 0 && parts.every((part) => typeof part === "function");
}
