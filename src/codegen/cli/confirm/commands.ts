import { isAbsolute, resolve } from "node:path";
import type { Endpoint, RemoteEndpoint, ServerEntry, StdioEndpoint } from "../../../shared/config/index.js";
import { canonicalJson } from "../../../shared/json/canonical.js";
import type { JsonObject } from "../../../shared/json/json.js";
import { sha256 } from "../../lock/sha256.js";
import { commandLine, surroundings } from "./command-text.js";
import { filesReadFor, type NamesFiles } from "./files-read.js";
import { hostOf, networkOf, sentVariables, trustOf } from "./sent-variables.js";
import { entrySecrets } from "../../../shared/secrets/index.js";
import { show } from "../../../shared/text/show.js";
import { stringsIn } from "./strings-in.js";

/** What the user confirms: a program that is started to ask a server, or a host that gets variables or a login of the user's. */
export interface Command {
  readonly server: string;
  readonly what: "command" | "host";
  /** The program with its arguments, or host with names of variables, without literal secrets; safe to print. */
  readonly text: string;
  /** Folder and variables that it runs with, or login, proxy and TLS settings, one text each, without literal secrets; safe to print. */
  readonly details: readonly string[];
  /** Every value that may be a secret: not shown if the user is not asked, as with `--yes`. */
  readonly secrets: readonly string[];
  /**
   * Digest of everything that decides what runs: folder, program, arguments, variables, the content of the files that are
   * read for the entry. Variables of the config are not resolved.
   */
  readonly digest: string;
}

/**
 * Returns the programs that asking these servers starts, and the hosts that get variables or a login, or say through
 * what their requests go, including those of replicas.
 * `folder`: that of the config. `env`: variables of this process, which may be part of the paths of files.
 */
export function commandsOf(
  entries: readonly ServerEntry[],
  folder: string,
  env: Readonly<Record<string, string | undefined>> = {},
): readonly Command[] {
  return entries.flatMap((entry) => {
    const endpoints = [entry, ...(entry.replicas ?? [])];
    const home = resolve(folder, entry.folder ?? ".");
    const commands = endpoints.flatMap((endpoint) =>
      endpoint.kind === "stdio"
        ? [commandOf(entry, endpoint, { folder: home, env })]
        : sentBy(entry, endpoint, { folder: home, env }),
    );
    // An entry that has replicas is often the first of them.
    return commands.filter(({ digest }, i) => commands.findIndex((each) => each.digest === digest) === i);
  });
}

/** Where an entry is, and with which variables. */
interface Place {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

function commandOf({ key }: ServerEntry, endpoint: StdioEndpoint, { folder, env: own }: Place): Command {
  const { command, args, env, inheritEnv, envFile, cwd } = endpoint;
  const place = cwd === undefined || isAbsolute(cwd) ? cwd : resolve(folder, cwd);
  return {
    server: key,
    what: "command",
    text: `runs: ${commandLine(endpoint, folder)}`,
    details: surroundings(endpoint),
    secrets: secretsOf(endpoint),
    digest: sha256(
      canonicalJson({
        ...{ folder, place, command, args, env: { ...env }, inheritEnv, envFile },
        ...filesOf({ values: { command, args, env, cwd }, envFile }, { folder, env: own }),
      }),
    ),
  };
}

/**
 * A remote server that looks nothing up, and says nothing of login, proxy or TLS, gets nothing of the user's, and needs no
 * confirmation.
 */
function sentBy(entry: ServerEntry, endpoint: RemoteEndpoint, place: Place): readonly Command[] {
  const { folder } = place;
  const { url, headers, auth = entry.kind === "stdio" ? undefined : entry.auth } = endpoint;
  const names = sentVariables({ ...endpoint, ...(auth !== undefined && { auth }) });
  const trust = trustOf(endpoint, auth);
  if (names.length === 0 && trust.length === 0) return [];
  const list = names.map((name) => show(name, Infinity)).join(", ");
  return [
    {
      server: entry.key,
      what: "host",
      text: names.length === 0 ? `connects to ${hostOf(url)}` : `sends to ${hostOf(url)}: ${list}`,
      details: trust,
      secrets: secretsOf(endpoint),
      digest: sha256(
        canonicalJson({
          ...{ folder, url, headers: { ...headers }, ...networkOf(endpoint) },
          ...(auth !== undefined && { auth }),
          ...filesOf({ values: [url, headers, auth, networkOf(endpoint)] }, place),
        }),
      ),
    },
  ];
}

/** Nothing if no file is read, so that what was confirmed before stays confirmed. */
function filesOf(named: NamesFiles, { folder, env }: Place): { readonly files?: JsonObject } {
  const files = filesReadFor(named, folder, env);
  return Object.keys(files).length === 0 ? {} : { files };
}

/** The values of an entry that may be secrets, and what it gives in place of variables. */
function secretsOf(endpoint: Endpoint): readonly string[] {
  const { kind: _, ...values } = endpoint;
  const defaults = stringsIn(values).flatMap((text) =>
    [...text.matchAll(/:-([^{}]+)\}/g)].map(([, each]) => each!),
  );
  return [...entrySecrets(endpoint), ...defaults];
}
