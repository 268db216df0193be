import { isAbsolute, resolve } from "node:path";
import type { ServerEntry, StdioEndpoint } from "../../../shared/config/index.js";
import { canonicalJson } from "../../../shared/json/canonical.js";
import { sha256 } from "../../lock/sha256.js";
import { commandLine, surroundings } from "./command-text.js";

/** A program that is started to ask a server. */
export interface Command {
  readonly server: string;
  /** The program with its arguments, without possible secrets; safe to print. */
  readonly text: string;
  /** Folder and variables that it runs with, one text each, without possible secrets; safe to print. */
  readonly details: readonly string[];
  /**
   * Digest of everything that decides what runs: folder, program, arguments, variables. Variables of the config are not
   * resolved.
   */
  readonly digest: string;
}

/** Returns the programs that asking these servers starts, including those of replicas. `folder`: that of the config. */
export function commandsOf(entries: readonly ServerEntry[], folder: string): readonly Command[] {
  return entries.flatMap((entry) => {
    const endpoints = [entry, ...(entry.replicas ?? [])];
    const home = resolve(folder, entry.folder ?? ".");
    const commands = endpoints.flatMap((endpoint) =>
      endpoint.kind === "stdio" ? [commandOf(entry.key, endpoint, home)] : [],
    );
    // An entry that has replicas is often the first of them.
    return commands.filter(({ digest }, i) => commands.findIndex((each) => each.digest === digest) === i);
  });
}

function commandOf(server: string, endpoint: StdioEndpoint, folder: string): Command {
  const { command, args, env, inheritEnv, envFile, cwd } = endpoint;
  const place = cwd === undefined || isAbsolute(cwd) ? cwd : resolve(folder, cwd);
  return {
    server,
    text: commandLine(endpoint, folder),
    details: surroundings(endpoint),
    digest: sha256(canonicalJson({ folder, place, command, args, env: { ...env }, inheritEnv, envFile })),
  };
}
