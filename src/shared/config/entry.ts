import type { JsonObject } from "../json/json.js";
import type { ConfigFault } from "./fault.js";
import type { ConfigInput } from "./inputs.js";
import type { ProtocolOption } from "./protocol.js";

/** How a server is reached. */
export type EntryKind = "stdio" | "http" | "sse" | "websocket";

/** A server that is a program, with messages over its standard input and output. */
export interface StdioEndpoint {
  readonly kind: "stdio";
  readonly command: string;
  readonly args: readonly string[];
  /** Variables of the child in addition to the few that it inherits. A record without prototype. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables of this process that the child gets in addition to the safe ones, if they are set. */
  readonly inheritEnv?: readonly string[];
  /** Path of a `.env` file; `env` overrides its variables (VS Code). */
  readonly envFile?: string;
  readonly cwd?: string;
}

/** A server behind a URL. */
export interface RemoteEndpoint {
  readonly kind: "http" | "sse" | "websocket";
  /** As written: path, query and trailing slash are never changed. */
  readonly url: string;
  /** Whether the config names the transport. If not, the URL decides, and Streamable HTTP may fall back to SSE. */
  readonly explicitKind: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** `"oauth"`, a bearer token, or an object with credentials. */
  readonly auth?: string | JsonObject;
}

/** How one server is reached. */
export type Endpoint = StdioEndpoint | RemoteEndpoint;

/** One of several endpoints that serve the same logical server. */
export type ReplicaEntry = Endpoint & {
  /** The object as written: contains weights and other settings of replicas. */
  readonly raw: JsonObject;
};

/** Fields of every entry, however the server is reached. */
export interface EntryCommon {
  /** Key in the config: the name by which the user knows the server. */
  readonly key: string;
  /** JSON pointer of the entry in its document. */
  readonly pointer: string;
  readonly disabled: boolean;
  /** Folder for relative paths and `${workspaceFolder}`. Absent: the working directory of the process. */
  readonly folder?: string;
  /** The variable in which its client tells a program `folder`. */
  readonly folderVariable?: string;
  /** Deadline of a request in milliseconds. */
  readonly timeoutMs?: number;
  /** Protocol revision to use. */
  readonly protocol?: ProtocolOption;
  /** How long the server may leave the 2026-07-28 probe unanswered, in milliseconds. */
  readonly probeTimeoutMs?: number;
  /** Whether a stdio process outlives a connection. */
  readonly keepAlive?: boolean;
  /** Largest message that the server may send, in bytes. */
  readonly maxMessageBytes?: number;
  /** Whether to keep cookies of a server behind a URL. */
  readonly cookies?: boolean;
  readonly description?: string;
  readonly icon?: string;
  /** Transforms of tools by wire name: rename, describe, hide arguments. */
  readonly tools?: Readonly<Record<string, JsonObject>>;
  /** Shows only components with one of these tags, of every kind, so that everything without tags is hidden. Empty: no filter. */
  readonly includeTags?: readonly string[];
  /** Hides components with one of these tags, even if they are included. */
  readonly excludeTags?: readonly string[];
  /** What to do with values that violate their schema. */
  readonly validate?: "both" | "input" | "output" | "warn" | "off";
  /** What generated code does when the server's tools differ from those that it was generated from. */
  readonly onDrift?: "ignore" | "warn" | "refuse";
  /** All endpoints, the entry's own first if it has one. Absent: the entry is the only endpoint. */
  readonly replicas?: readonly ReplicaEntry[];
  /** Shows only these tools, by wire name. Absent: all. */
  readonly includeTools?: readonly string[];
  /** Hides these tools, even if they are included. */
  readonly excludeTools?: readonly string[];
  /** Values that the config asks its user for, which `${input:…}` may refer to. */
  readonly inputs?: readonly ConfigInput[];
  /** The entry as written: variables unresolved, unknown fields kept. */
  readonly raw: JsonObject;
  /** The same in this project's fields, if its client uses others. Absent: `raw` already has these fields. */
  readonly fields?: JsonObject;
  /** The file of secrets that some of its values came from: such an entry is never written. */
  readonly secretsFrom?: string;
  /** What that file says about it: every text, and every number as a text. */
  readonly secretTexts?: readonly string[];
}

/** Returns the entry in this project's fields, which settings are read from. Variables are unresolved. */
export function fieldsOf({ raw, fields = raw }: Pick<EntryCommon, "raw" | "fields">): JsonObject {
  return fields;
}

/** A server of the config. */
export type ServerEntry = EntryCommon & Endpoint;

/** The contents of a config document. */
export interface ParsedConfig {
  /** Where it was read from, if anywhere. */
  readonly path?: string;
  /** Usable servers, in file order. */
  readonly servers: readonly ServerEntry[];
  readonly faults: readonly ConfigFault[];
  /** Settings that are read but not applied, each with what to use instead; the servers are usable. Absent: none. */
  readonly warnings?: readonly ConfigFault[];
  /** The client's dialect, by its id for `--from`. Absent: the shared format. */
  readonly dialect?: string;
  /** Entries that are unusable because of a fault, by key, as written, so that saving a config loses nothing. */
  readonly rejected: JsonObject;
  /** Top-level fields without servers, as written. */
  readonly rest: JsonObject;
}
