import { statSync } from "node:fs";
import { extname, isAbsolute, resolve } from "node:path";
import { show } from "../../../shared/text/show.js";
import { ConfigurationError } from "../../errors/configuration-error.js";
import type { StdioOptions } from "./stdio-source.js";

/** Options of every form. */
export type FormOptions = Omit<StdioOptions, "command" | "args">;

/** Options of a server that is a script. */
export interface ScriptOptions extends FormOptions {
  readonly args?: readonly string[];
}

/** Runs `python script args…`. @throws ConfigurationError the script does not exist, or is not Python */
export function pythonStdio(
  script: string,
  options: ScriptOptions & { readonly python?: string } = {},
): StdioOptions {
  const { python = process.platform === "win32" ? "python" : "python3", args = [], ...rest } = options;
  return { ...rest, command: python, args: [scriptPath(script, [".py"], "a Python script", rest), ...args] };
}

const NODE_SCRIPTS = [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"];

/** Runs `node script args…`; TypeScript needs the type stripping of Node 22.6 and later. @throws ConfigurationError */
export function nodeStdio(
  script: string,
  options: ScriptOptions & { readonly node?: string } = {},
): StdioOptions {
  const { node = process.execPath, args = [], ...rest } = options;
  const path = scriptPath(script, NODE_SCRIPTS, "a JavaScript or TypeScript script", rest);
  const flags = /\.[mc]?ts$/.test(script) && options.node === undefined ? stripTypes(script) : [];
  return { ...rest, command: node, args: [...flags, path, ...args] };
}

/** Returns the flags with which this version of Node runs TypeScript: none since 22.18. */
function stripTypes(script: string): readonly string[] {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) return [];
  if (major === 23 || (major === 22 && minor >= 6)) return ["--experimental-strip-types"];
  throw new ConfigurationError(
    `Node ${process.versions.node} runs no TypeScript: ${show(script)}. Build it to JavaScript, use Node 22.18 or later, or give { command: "npx", args: ["tsx", "${show(script)}"] }.`,
  );
}

/** Runs `fastmcp run script args…`. @throws ConfigurationError */
export function fastmcpStdio(script: string, options: ScriptOptions = {}): StdioOptions {
  const { args = [], ...rest } = options;
  return {
    ...rest,
    command: "fastmcp",
    args: ["run", scriptPath(script, [".py"], "a Python script", rest), ...args],
  };
}

/** Common options of `uv` and `uvx`. */
export interface UvOptions extends Omit<FormOptions, "cwd"> {
  readonly args?: readonly string[];
  /** Version of Python, such as `3.12`. */
  readonly pythonVersion?: string;
  /** Additional packages to install. */
  readonly with?: readonly string[];
  readonly projectDirectory?: string;
}

/**
 * Runs `uv run [--python V] [--directory D] [--with P]… [--with-requirements F] [--module] command args…`. @throws
 * ConfigurationError
 */
export function uvStdio(
  command: string,
  options: UvOptions & { readonly module?: boolean; readonly withRequirements?: string } = {},
): StdioOptions {
  const {
    args = [],
    pythonVersion,
    with: packages = [],
    projectDirectory,
    withRequirements,
    module = false,
    ...rest
  } = options;
  const directory = projectDirectory === undefined ? undefined : existingDirectory(projectDirectory);
  const flags = [
    ...flag("--python", pythonVersion),
    ...flag("--directory", directory),
    ...packages.flatMap((name) => ["--with", name]),
    ...flag(
      "--with-requirements",
      withRequirements === undefined
        ? undefined
        : existingFile(resolve(withRequirements), "Requirements file"),
    ),
    ...(module ? ["--module"] : []),
  ];
  const env = directory === undefined ? rest.env : { UV_PROJECT_DIR: directory, ...rest.env };
  return {
    ...rest,
    ...(env !== undefined && { env }),
    command: "uv",
    args: ["run", ...flags, command, ...args],
  };
}

/** Runs `uvx [--python V] [--from P] [--with P]… tool args…` in the project's directory. @throws ConfigurationError */
export function uvxStdio(tool: string, options: UvOptions & { readonly from?: string } = {}): StdioOptions {
  const { args = [], pythonVersion, with: packages = [], projectDirectory, from, ...rest } = options;
  const flags = [
    ...flag("--python", pythonVersion),
    ...flag("--from", from),
    ...packages.flatMap((name) => ["--with", name]),
  ];
  return { ...rest, ...inDirectory(projectDirectory), command: "uvx", args: [...flags, tool, ...args] };
}

/** Runs `npx [-y] [--prefer-offline] package args…` in the project's directory. @throws ConfigurationError */
export function npxStdio(
  packageName: string,
  options: Omit<FormOptions, "cwd"> & {
    readonly args?: readonly string[];
    readonly projectDirectory?: string;
    /** Whether to install without asking, since no person could answer. Default true. */
    readonly yes?: boolean;
    /** Whether to prefer what is installed or cached. Default true. */
    readonly preferOffline?: boolean;
  } = {},
): StdioOptions {
  const { args = [], projectDirectory, yes = true, preferOffline = true, ...rest } = options;
  const flags = [...(yes ? ["-y"] : []), ...(preferOffline ? ["--prefer-offline"] : [])];
  return {
    ...rest,
    ...inDirectory(projectDirectory),
    command: "npx",
    args: [...flags, packageName, ...args],
  };
}

function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, value];
}

function inDirectory(directory: string | undefined): { readonly cwd?: string } {
  return directory === undefined ? {} : { cwd: existingDirectory(directory) };
}

function existingDirectory(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return resolve(path);
  throw new ConfigurationError(
    `Project directory ${found === undefined ? "not found" : "is not a directory"}: ${show(path)}. Correct \`projectDirectory\`.`,
  );
}

function existingFile(path: string, what: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new ConfigurationError(`${what} not found: ${show(path)}. Correct the path.`);
}

/** Returns an absolute path, because the child may run in another directory; relative paths start from `cwd` if given. */
function scriptPath(script: string, suffixes: readonly string[], what: string, { cwd }: FormOptions): string {
  const path = isAbsolute(script) ? script : resolve(cwd ?? ".", script);
  if (!suffixes.includes(extname(script).toLowerCase()))
    throw new ConfigurationError(`Not ${what}: ${show(script)}. It must end with ${suffixes.join(", ")}.`);
  return existingFile(path, "Script");
}
