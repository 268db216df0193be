import type { Transport } from "@modelcontextprotocol/client";
import type { ParsedConfig, ServerEntry } from "../../shared/config/entry.js";
import type { HttpOptions } from "./http/http-source.js";
import type { HandlerObject, ServerObject } from "./memory/server-object.js";
import type { ServerFactory } from "./memory/memory-source.js";
import type { TransportSource } from "./transport-source.js";
import type { StdioOptions } from "./stdio/stdio-source.js";
import type { WebSocketOptions } from "./websocket/websocket-source.js";

/** A server behind a URL, with its options. `type` selects the transport; without it, the URL does. */
export type RemoteTarget = (HttpOptions | WebSocketOptions) & {
  readonly type?: string;
  readonly transport?: string;
  readonly auth?: unknown;
  readonly command?: never;
};

/** A program, with its options. */
type CommandTarget = Omit<StdioOptions, "command"> & {
  /** Program to run: a path, or a name in PATH; a list also has its arguments. Never interpreted by a shell. */
  readonly command: string | readonly string[];
  readonly url?: never;
  readonly httpUrl?: never;
  readonly serverUrl?: never;
};

/** Fields of a config entry besides how to reach its server; also allowed for a target in code. */
export interface EntryFields {
  readonly type?: string;
  readonly transport?: string;
  readonly disabled?: boolean;
  readonly enabled?: boolean;
  /** Deadline of a request in milliseconds. */
  readonly timeoutMs?: number;
  readonly timeout?: number;
  readonly keep_alive?: boolean;
  readonly description?: string;
  readonly icon?: string;
  /** Transforms of tools by wire name. */
  readonly tools?: object;
  readonly includeTools?: readonly string[];
  readonly excludeTools?: readonly string[];
  readonly includeTags?: readonly string[];
  readonly include_tags?: readonly string[];
  readonly excludeTags?: readonly string[];
  readonly exclude_tags?: readonly string[];
  readonly validate?: string;
  readonly onDrift?: string;
  readonly protocol?: string;
  readonly probeTimeoutMs?: number;
  readonly replicas?: readonly (string | object)[];
  readonly weight?: number;
  readonly trusted?: boolean;
  readonly retry?: unknown;
  readonly cache?: unknown;
  readonly queue?: unknown;
  readonly hedge?: unknown;
  readonly balance?: unknown;
}

/**
 * What a client can connect to:
 *
 * - the path of a script (`.py`, `.js`, `.mjs`, `.cjs`, `.ts`) or of a config (`.json`, `.jsonc`);
 * - an `http(s):` or `ws(s):` URL;
 * - a command line, `{ command, args }` or `{ command: ["python", "server.py"] }`; a remote server, `{ url, headers }`; a config, `{ mcpServers }`,
 *   which in code may hold anything of this list;
 * - a server object of any MCP SDK, in memory; a `createMcpHandler`; a function that makes servers or transports;
 * - an SDK `Transport`, for one connection; or a `TransportSource`.
 */
export type ClientTarget =
  | string
  | URL
  | (CommandTarget & EntryFields)
  | (RemoteTarget & EntryFields)
  | { readonly mcpServers: Readonly<Record<string, object>> }
  | { readonly servers: Readonly<Record<string, object>> }
  | ParsedConfig
  | ServerObject
  | HandlerObject
  | ServerFactory
  | Transport
  | TransportSource;

/** A server of a target. */
export interface TargetServer {
  /** Key in the config; absent: the target is not a config. */
  readonly key?: string;
  readonly source: TransportSource;
  /** The target's credentials, for `createAuth`. */
  readonly auth?: unknown;
  /** The entry with its variables resolved: time limits, transforms, tags, replicas. Contains secrets. */
  readonly entry?: ServerEntry;
  /** Settings in the config that are not applied, each in a line for a person. */
  readonly warnings?: readonly string[];
}

/** What a target refers to: one server, or the servers of a config, in file order and without the disabled ones. */
export type InferredTarget =
  | ({ readonly type: "single" } & TargetServer)
  | { readonly type: "servers"; readonly servers: readonly (TargetServer & { readonly key: string })[] };
