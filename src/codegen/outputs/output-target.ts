import type { FrontMatter, Markdown, MarkdownKit } from "../markdown/index.js";
import type { ServerPlan } from "../plan/index.js";
import type { Code, CodeKit } from "../printer/index.js";

/** A file that a target writes. */
export interface TargetFile {
  /**
   * Path in the folder of the target, with `/`: `weather/index.ts`, `weather.md`. `[a-z0-9-]` and one extension, `README.md` or
   * `SKILL.md`.
   */
  readonly path: string;
  /** TypeScript for a path that ends in `.ts`, Markdown for `.md`. */
  readonly text: Code | Markdown;
  /** YAML in front of Markdown. Default: none. */
  readonly frontMatter?: FrontMatter;
}

/** A server as targets see it: what it said, and every name in the plan. */
export type TargetServer = ServerPlan;
/** What a file about all servers may depend on: their names. */
export type TargetServerName = Pick<ServerPlan, "names"> & { readonly key: string };

/** The functions with which a target writes its files. */
export interface TargetKit extends CodeKit, MarkdownKit {
  /** Returns a string literal to import a file of the output: `from("../../weather/index")`, with the project's extension. */
  from(path: string): Code;
  /** Prints the declarations of these types of a server, and of all types they refer to. */
  types(server: TargetServer, names: readonly string[]): Code;
  /** Returns the text of code, for a fence in Markdown. */
  textOf(code: Code): string;
}

/**
 * Something generated from the servers besides their clients: files in a folder of its own, tracked by the lock like all others.
 */
export interface Target {
  /** Its name for `--target` and the folder of its files: `[a-z][a-z0-9-]{0,31}`. */
  readonly name: string;
  /** Packages that its modules import. Default: none. */
  readonly packages?: readonly string[];
  /** Globals that its modules use besides those of the language: `fetch`, `process`. Default: none. */
  readonly globals?: readonly string[];
  /** Returns the files of one server. They may depend on that server only. */
  server?(server: TargetServer, kit: TargetKit): readonly TargetFile[];
  /** Returns the files about all servers, which come in code-unit order of their keys. */
  all?(servers: readonly TargetServerName[], kit: TargetKit): readonly TargetFile[];
}

/**
 * Defines a custom target for `targets` of `fmcp.config`. You write its code; text of a server gets into its files only through
 * the functions of the kit, so it stays text, and the gate checks every file before it is written.
 *
 * @throws {TypeError} for a name that a folder cannot have
 */
export function defineTarget(target: Target): Target {
  if (!isTargetName(target.name))
    throw new TypeError(
      `The name of a target consists of lowercase letters, digits and -, such as "notes", not ${JSON.stringify(target.name)}.`,
    );
  return target;
}

/** Whether a target may have this name. `client` stands for the clients, which are always generated. */
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
