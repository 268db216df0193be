import { transportNamed, transportOfUrl } from "../../shared/config/transport-kind.js";
import { endpointProblem } from "../../shared/config/read-endpoint.js";
import { withoutUrlSecrets } from "../../shared/secrets/index.js";
import { show } from "../../shared/text/show.js";
import { checkMembers } from "./target-members.js";
import { commandWords, startsServers } from "./command-line.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { CustomSource, isTransport } from "./custom-source.js";
import { HttpSource } from "./http/http-source.js";
import { SseSource } from "./http/sse-source.js";
import { MemorySource, type ServerFactory } from "./memory/memory-source.js";
import { isHandlerObject, isServerObject } from "./memory/server-object.js";
import { host } from "../platform/host.js";
import type { TransportSource } from "./transport-source.js";
import type { SourceOptions } from "./source-of-entry.js";
import { nodeStdio, pythonStdio } from "./stdio/forms.js";
import { type StdioOptions, StdioSource } from "./stdio/stdio-source.js";
import type { ClientTarget, RemoteTarget } from "./client-target.js";
import { WebSocketSource } from "./websocket/websocket-source.js";

const ACCEPTED =
  "a script (.py, .js, .mjs, .cjs, .ts) or config (.json) that exists; an http, https, ws or wss URL; { command, args }; { url, headers }; { mcpServers }; an MCP server object, a function that makes one, or a Transport";

/** What a target is, as far as it is known without reading a file. */
export type TargetShape =
  | { readonly type: "source"; readonly source: TransportSource; readonly auth?: unknown }
  | { readonly type: "configFile"; readonly path: string }
  | { readonly type: "config"; readonly value: unknown };

/**
 * Determines the source of a target, in FastMCP's order: a source or a server; an existing path; a URL; a config. An existing
 * file takes precedence over a URL with the same spelling.
 *
 * @throws ConfigurationError it is none of these; the message lists what is accepted
 */
export function shapeOfTarget(target: ClientTarget, options: SourceOptions = {}): TargetShape {
  if (typeof target === "string") return ofText(target, options);
  if (target instanceof URL)
    return target.protocol === "file:" ? ofPath(host.pathOf(target), options) : ofText(target.href, options);
  if (typeof target === "function")
    return { type: "source", source: new MemorySource(target as ServerFactory) };
  if (typeof target !== "object" || (target as unknown) === null) throw notUnderstood(target);
  if (isSource(target)) return { type: "source", source: target };
  if (isTransport(target)) return { type: "source", source: new CustomSource(target) };
  if (isServerObject(target)) return { type: "source", source: new MemorySource(target) };
  const members = target as Readonly<Record<string, unknown>>;
  const isRemote = typeof members["url"] === "string" || members["url"] instanceof URL;
  if (typeof members["command"] === "string" || Array.isArray(members["command"])) {
    checkMembers("command", members);
    const named = transportOf(members);
    const problem = endpointProblem(members, named);
    if (problem !== undefined) throw new ConfigurationError(`${problem.message} ${problem.hint}`);
    if (named === undefined || named === "stdio")
      return { type: "source", source: new StdioSource(ofCommand(members, options)) };
  }
  if (isRemote) {
    checkMembers("url", members);
    return ofRemote(target as RemoteTarget, options);
  }
  if (isHandlerObject(target)) {
    const fetch = (url: string | URL, init?: RequestInit): Promise<Response> =>
      Promise.resolve(target.fetch(new Request(url, init)));
    return {
      type: "source",
      source: new HttpSource({ url: "http://in-memory.invalid/mcp", fetch, fallbackToSse: false }),
    };
  }
  const prototype = Object.getPrototypeOf(target) as unknown;
  if (prototype === Object.prototype || prototype === null) return { type: "config", value: target };
  throw notUnderstood(target);
}

/** The transport that a target in code names, as an entry of a config does. */
function transportOf({
  type,
  transport,
}: Readonly<Record<string, unknown>>): ReturnType<typeof transportNamed> {
  const named = type ?? transport;
  return typeof named === "string" ? transportNamed(named) : undefined;
}

function ofText(text: string, options: SourceOptions): TargetShape {
  if (host.look(text) !== undefined) return ofPath(text, options);
  if (/^(https?|wss?):\/\//i.test(text)) return ofRemote({ url: text }, options);
  if (/^file:\/\//i.test(text)) return ofPath(host.pathOf(text), options);
  if (/\.(py|[mc]?[jt]s|jsonc?)$/i.test(text) && !/\s/.test(text))
    throw new ConfigurationError(
      `${/jsonc?$/i.test(text) ? "Config" : "Script"} not found: ${show(withoutUrlSecrets(text))}. Correct the path.`,
    );
  if (/^\S+\s+\S/.test(text)) return ofCommandLine(text, options);
  throw notUnderstood(text);
}

/** Reads `python server.py --fast`: a line that begins with a program that runs servers. */
function ofCommandLine(text: string, options: SourceOptions): TargetShape {
  const [program = "", ...args] = commandWords(text);
  if (startsServers(program))
    return { type: "source", source: new StdioSource({ ...options.stdio, command: program, args }) };
  const list = args.map((arg) => `"${show(arg)}"`).join(", ");
  throw new ConfigurationError(
    `Could not infer a valid transport from: "${show(text)}". For a command line give { command: "${show(program)}", args: [${list}] }.`,
  );
}

function ofPath(path: string, options: SourceOptions): TargetShape {
  const suffix = /[^/\\](\.[^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  if (host.look(path) === "folder") throw unsupportedScript(path, "it is a directory");
  if (/^\.(?:jsonc?|toml|ya?ml)$/.test(suffix)) return { type: "configFile", path };
  if (suffix === ".py") return { type: "source", source: new StdioSource(pythonStdio(path, options.stdio)) };
  if (/^\.[mc]?[jt]s$/.test(suffix))
    return { type: "source", source: new StdioSource(nodeStdio(path, options.stdio)) };
  throw unsupportedScript(path, "only .py, .js, .mjs, .cjs and .ts run, and .json, .toml and .yaml are read");
}

/** Accepts the fields of a config entry, too. */
function ofCommand(members: Readonly<Record<string, unknown>>, options: SourceOptions): StdioOptions {
  const { keep_alive: keepAlive, command, args = [], ...own } = members;
  // opencode writes the program and its arguments as one list
  const [program, ...leading] = Array.isArray(command) ? (command as readonly string[]) : [command];
  return {
    ...options.stdio,
    ...(typeof keepAlive === "boolean" && { keepAlive }),
    ...own,
    command: program,
    args: [...leading, ...(args as readonly string[])],
  } as unknown as StdioOptions;
}

function ofRemote(target: RemoteTarget, options: SourceOptions): TargetShape {
  const { type, transport, auth, command: _command, ...own } = target;
  const named = type ?? transport;
  const kind = named === undefined ? "remote" : transportNamed(named);
  if (kind === undefined || kind === "stdio")
    throw new ConfigurationError(
      `"${show(named)}" is not a transport for a URL. Use http, sse or websocket.`,
    );
  const remote = { ...options.remote, ...own };
  const source = makeRemote(remote as HttpOptionsWithUrl, kind);
  return { type: "source", source, ...(auth !== undefined && { auth }) };
}

type HttpOptionsWithUrl = ConstructorParameters<typeof HttpSource>[0];

function makeRemote(
  remote: HttpOptionsWithUrl,
  kind: "http" | "sse" | "websocket" | "remote",
): TransportSource {
  switch (kind === "remote" ? transportOfUrl(String(remote.url)) : kind) {
    case "websocket":
      return new WebSocketSource(remote);
    case "sse":
      return new SseSource(remote);
    case "http":
      return new HttpSource({ fallbackToSse: kind === "remote", ...remote });
  }
}

function isSource(value: object): value is TransportSource {
  const { open, kind, label } = value as Partial<TransportSource>;
  return typeof open === "function" && typeof kind === "string" && typeof label === "string";
}

function unsupportedScript(path: string, why: string): ConfigurationError {
  return new ConfigurationError(`Unsupported script type: ${show(withoutUrlSecrets(path))}: ${why}.`);
}

function notUnderstood(target: unknown): ConfigurationError {
  const what =
    typeof target === "string"
      ? `"${show(withoutUrlSecrets(target))}"`
      : target === null
        ? "null"
        : `a value of type ${typeof target}`;
  return new ConfigurationError(`Could not infer a valid transport from: ${what}. Accepted: ${ACCEPTED}.`);
}
