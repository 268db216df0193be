import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { host } from "../platform/host.js";
import type { ServerContract } from "./contract.js";

/** Where code looks for its config. */
export type ConfigPlace = Pick<ServerContract, "server" | "config" | "base">;

/**
 * Finds the config file of generated code: at its place relative to the code; else the same file, searched upwards from the
 * code and then from the working directory, so that the code may be compiled into another folder or bundled.
 *
 * @throws {ConfigurationError} there is none; the message says where it was looked for, and what to do
 */
export function findConfig({ server, config, base }: ConfigPlace): string {
  if (config === undefined)
    throw new ConfigurationError(
      `The code for "${show(server)}" names no config. Give \`config\` or \`target\`.`,
      { server },
    );
  const { found, beside, name, starts } = search(config, base);
  if (found !== undefined) return found;
  const looked = [
    ...(beside === undefined ? [] : [beside]),
    ...starts.map((start) => `${name} upwards from ${start}`),
  ];
  throw new ConfigurationError(
    `The config of "${show(server)}" does not exist: looked for ${looked.map((each) => show(each, 1_000)).join("; ")}. Set FMCP_CONFIG to its path, call configure({ config }), give the client \`config\` or \`target\`, or generate with --inline-config, which needs no file.`,
    { server },
  );
}

/**
 * Returns the folder that relative paths of an inlined entry start from: that of its config, or where that was. `undefined`:
 * the code was moved elsewhere, names no config, or its config is about the working directory.
 *
 * @param folderOf the folder that a config is about
 */
export function homeFolder(
  { config, base }: ConfigPlace,
  folderOf: (path: string) => string | undefined,
): string | undefined {
  if (config === undefined || host.platform === "web") return undefined;
  const { found, beside } = search(config, base);
  if (found !== undefined) return folderOf(found);
  const folder = beside === undefined ? undefined : folderOf(beside);
  return folder !== undefined && host.look(folder) !== undefined ? folder : undefined;
}

function search(
  config: string,
  base: string | undefined,
): {
  readonly found: string | undefined;
  readonly beside: string | undefined;
  readonly name: string;
  readonly starts: readonly string[];
} {
  // `import.meta.url` is something else if a bundler converts to CommonJS, or if the code is not from a file
  const place = base?.startsWith("file:") === true ? base : undefined;
  const beside = place === undefined ? undefined : host.pathOf(new URL(config, place));
  const name = config.replace(/^(\.\.?\/)+/, "");
  const starts = [...(place === undefined ? [] : [host.pathOf(new URL(".", place))]), host.cwd()];
  const isThere = beside !== undefined && host.look(beside) !== undefined;
  const found = isThere
    ? beside
    : starts.map((start) => upwards(start, name)).find((path) => path !== undefined);
  return { found, beside, name, starts };
}

function upwards(start: string, name: string): string | undefined {
  for (let folder = host.resolve(start); ;) {
    const path = host.resolve(folder, name);
    if (host.look(path) === "file") return path;
    const parent = host.resolve(folder, "..");
    if (parent === folder) return undefined;
    folder = parent;
  }
}
