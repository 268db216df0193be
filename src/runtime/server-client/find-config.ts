import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { host } from "../platform/host.js";
import type { ServerContract } from "./contract.js";

/** Where code looks for its config. */
export type ConfigPlace = Pick<ServerContract, "server" | "config" | "base">;

/**
 * The config file of generated code: where it was beside the code when that was generated; else the same file looked for
 * upwards, from the code and then from the working directory. So code may be compiled into another folder, or bundled.
 *
 * @throws {ConfigurationError} there is none; it says where it was looked for, and what to do
 */
export function findConfig({ server, config, base }: ConfigPlace): string {
  if (config === undefined)
    throw new ConfigurationError(
      `The code for "${show(server)}" names no config. Give \`config\` or \`target\`.`,
      { server },
    );
  // what `import.meta.url` is where a bundler makes CommonJS of it, or where the code came from elsewhere
  const place = base?.startsWith("file:") === true ? base : undefined;
  const beside = place === undefined ? undefined : host.pathOf(new URL(config, place));
  if (beside !== undefined && host.look(beside) !== undefined) return beside;
  const name = config.replace(/^(\.\.?\/)+/, "");
  const starts = [...(place === undefined ? [] : [host.pathOf(new URL(".", place))]), host.cwd()];
  for (const start of starts) {
    const found = upwards(start, name);
    if (found !== undefined) return found;
  }
  const looked = [
    ...(beside === undefined ? [] : [beside]),
    ...starts.map((start) => `${name} upwards from ${start}`),
  ];
  throw new ConfigurationError(
    `The config of "${show(server)}" does not exist: looked for ${looked.map((each) => show(each, 1_000)).join("; ")}. Set FMCP_CONFIG to its path, call configure({ config }), give the client \`config\` or \`target\`, or generate with --inline-config, which needs no file.`,
    { server },
  );
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
