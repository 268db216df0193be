import type { JsonObject } from "../json/json.js";
import type { ConfigFault } from "./fault.js";
import type { ConfigInput } from "./inputs.js";
import type { ProtocolOption } from "./protocol.js";

/** How a server is reached. */
export type EntryKind = "stdio" | "http" | "sse" | "websocket";

/** A server that is a program: it speaks over its standard input and output. */
export interface StdioEndpoint {
  readonly kind: "stdio";
  readonly command: string;
  readonly args: readonly string[];
  /** Variables of the child beside the few that it inherits. A `Map`-like record without prototype. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables of this process that the child gets beside the safe few, where they are set. */
  readonly inheritEnv?: readonly string[];
  /** Path of a `.env` file whose variables come before those of `env` (VS Code). */
  readonly envFile?: string;
  readonly cwd?: string;
}

/** A server behind a URL. */
export interface RemoteEndpoint {
  readonly kind: "http" | "sse" | "websocket";
  /** As written: path, query and trailing slash are never rewritten. */
  readonly url: string;
  /** Whether the config names the transport; otherwise the URL decided and may be asked again (Streamable HTTP, then SSE). */
  readonly explicitKind: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** `"oauth"`, a bearer token, or settings of the auth room. */
  readonly auth?: string | JsonObject;
}

/** How one server is reached. */
export type Endpoint = StdioEndpoint | RemoteEndpoint;

/** One of several endpoints that serve the same logical server. */
export type ReplicaEntry = Endpoint & {
  /** The object as written: weights and whatever else the layer of replicas reads. */
  readonly raw: JsonObject;
};

/** What every entry may carry, however the server is reached. */
export interface EntryCommon {
  /** Key in the config: the name by which the user knows the server. */
  readonly key: string;
  /** JSON pointer of the entry in its document. */
  readonly pointer: string;
  readonly disabled: boolean;
  /** Folder that relative paths and `${workspaceFolder}` count from. Absent: the working directory of the process. */
  readonly folder?: string;
  /** Deadline of a request in milliseconds. */
  readonly timeoutMs?: number;
  /** Revision of the protocol to speak. */
  readonly protocol?: ProtocolOption;
  /** How long the server may stay silent on the question for 2026-07-28, in milliseconds. */
  readonly probeTimeoutMs?: number;
  /** Whether a stdio process outlives a connection. */
  readonly keepAlive?: boolean;
  /** Largest message that the server may send, in bytes. */
  readonly maxMessageBytes?: number;
  /** Whether cookies of a server behind a URL are kept. */
  readonly cookies?: boolean;
  readonly description?: string;
  readonly icon?: string;
  /** Transforms of tools by wire name: rename, describe, hide arguments. */
  readonly tools?: Readonly<Record<string, JsonObject>>;
  /** Only what has one of these tags is seen of the server, of every kind: whatever has no tag is hidden. Empty: no filter. */
  readonly includeTags?: readonly string[];
  /** What has one of these tags is hidden, also if it is included. */
  readonly excludeTags?: readonly string[];
  /** What to do with values that break their schema. */
  readonly validate?: "both" | "input" | "output" | "warn" | "off";
  /** What generated code does about tools that are not what it was generated from. */
  readonly onDrift?: "ignore" | "warn" | "refuse";
  /** Every endpoint of the set, the entry's own first when it has one. Absent: the entry is its only endpoint. */
  readonly replicas?: readonly ReplicaEntry[];
  /** Only these tools are seen of the server, by wire name. Absent: every one. */
  readonly includeTools?: readonly string[];
  /** These are hidden, also if they are included. */
  readonly excludeTools?: readonly string[];
  /** What the config asks its user for, as far as `${input:…}` may refer to it. */
  readonly inputs?: readonly ConfigInput[];
  /** The entry as written: variables unresolved, unknown fields kept. */
  readonly raw: JsonObject;
  /** The same in the words of this project, where its client has others. Absent: `raw` says it in these words. */
  readonly fields?: JsonObject;
  /** The file of secrets that some of its values came from: an entry with one is never written. */
  readonly secretsFrom?: string;
  /** What that file says about it: every text, and every number as a text. */
  readonly secretTexts?: readonly string[];
}

/** The entry in the words of this project: what settings are read from. Variables unresolved. */
export function fieldsOf({ raw, fields = raw }: Pick<EntryCommon, "raw" | "fields">): JsonObject {
  return fields;
}

/** A server of the config. */
export type ServerEntry = EntryCommon & Endpoint;

/** What a config document says. */
export interface ParsedConfig {
  /** Where it was read from, if anywhere. */
  readonly path?: string;
  /** Servers that can be used, in file order. */
  readonly servers: readonly ServerEntry[];
  readonly faults: readonly ConfigFault[];
  /** What is read and not obeyed, each with what to use instead; it costs no server. Absent: nothing. */
  readonly warnings?: readonly ConfigFault[];
  /** The client whose dialect it is, as `--from` names it. Absent: what several share. */
  readonly dialect?: string;
  /** Entries that a fault costs, by key, as written: saving a config loses nothing. */
  readonly rejected: JsonObject;
  /** Top-level fields that name no servers, as written. */
  readonly rest: JsonObject;
}
