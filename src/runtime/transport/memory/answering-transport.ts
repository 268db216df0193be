import { reason } from "../../../shared/text/reason.js";
import { show } from "../../../shared/text/show.js";
import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { LEGACY_REVISIONS, MODERN_REVISION } from "../../../shared/config/protocol.js";
import { McpError } from "../../errors/mcp-error.js";
import type { ProgressHandler } from "../../connection/connection-handlers.js";
import { INTERNAL_ERROR, METHOD_NOT_FOUND } from "../../../shared/json/json-rpc.js";

/** Methods that every server answers in the same way. */
const CONFIRMED = new Set(["ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"]);

/** Methods whose answers say how long they may be cached (MCP 2026-07-28, `CacheableResult`). */
const CACHEABLE = new Set([
  "server/discover",
  "tools/list",
  "prompts/list",
  "resources/list",
  "resources/templates/list",
  "resources/read",
]);

/** Key with which answers of 2026-07-28 name their server. */
const SERVER_INFO = "io.modelcontextprotocol/serverInfo";

/** Key with which requests of 2026-07-28 declare the client's capabilities. */
const CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

/** Key with which requests of 2026-07-28 state their revision. */
const REVISION = "io.modelcontextprotocol/protocolVersion";

/** Answers requests instead of a server. */
export interface Answerer {
  /**
   * Returns what the server says about itself: `era`, `protocolVersion`, `serverInfo`, `capabilities`, `instructions`, as in a
   * `SessionInfo`; each may be absent. Without an era, both are supported.
   */
  handshake(): Promise<JsonObject>;
  /** @throws {McpError} the JSON-RPC error that answers the request */
  answer(method: string, params: JsonObject, peer: Peer): Promise<JsonObject>;
}

/** The client, which may receive notifications and requests meanwhile. */
export interface Peer {
  readonly progress: ProgressHandler;
  log(message: JsonObject): void;
  /** Sends a request to the client, if it has the capability; the answer is not used. */
  ask(method: string, params: JsonObject): Promise<void>;
}

/** A connection to an object that answers instead of a server. */
export class AnsweringTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport["onmessage"];
  readonly #answerer: Answerer;
  readonly #server: string;
  #closed = false;
  /** The client's capabilities from the handshake of the legacy era. */
  #clientCan: JsonObject = {};
  #asked = 0;
  readonly #open = new Map<string | number, () => void>();
  /** Answers that wait for the client's, by the state that is sent back with it (2026-07-28). */
  readonly #waiting = new Map<string, Promise<JsonObject>>();

  constructor(answerer: Answerer, server: string) {
    this.#answerer = answerer;
    this.#server = server;
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  send(message: JSONRPCMessage): Promise<void> {
    if ("method" in message && "id" in message) {
      const { id, method, params = {} } = message;
      void this.#answer(id, method, params as JsonObject);
    } else if (!("method" in message) && message.id !== undefined) this.#open.get(message.id)?.();
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      for (const resolve of [...this.#open.values()]) resolve();
      this.onclose?.();
    }
    return Promise.resolve();
  }

  async #answer(id: string | number, method: string, params: JsonObject): Promise<void> {
    try {
      this.#receive({ id, result: await this.#result(method, params) });
    } catch (error) {
      const { rpcCode: code, data } = error instanceof McpError ? error : { rpcCode: INTERNAL_ERROR };
      const message = reason(error);
      this.#receive({ id, error: { code, message, ...(data !== undefined && { data: data as Json }) } });
    }
  }

  async #result(method: string, params: JsonObject): Promise<JsonObject> {
    if (CONFIRMED.has(method)) return {};
    const handshake = await this.#answerer.handshake();
    const { era, protocolVersion, serverInfo = { name: this.#server, version: "0" } } = handshake;
    const about = {
      capabilities: withoutChanges(handshake["capabilities"]),
      ...(handshake["instructions"] !== undefined && { instructions: handshake["instructions"] }),
    };
    if (method === "initialize" && isJsonObject(params["capabilities"]))
      this.#clientCan = params["capabilities"];
    if (method === "initialize" && era !== "modern")
      return { protocolVersion: agreed(protocolVersion, params["protocolVersion"]), serverInfo, ...about };
    if (method === "server/discover" && era !== "legacy")
      return completed(method, {
        supportedVersions: [MODERN_REVISION],
        _meta: { [SERVER_INFO]: serverInfo },
        ...about,
      });
    if (method === "initialize" || method === "server/discover")
      throw new McpError(
        `Method not found: "${show(this.#server)}" answers as ${show(protocolVersion ?? era)} only, which has no ${method}.`,
        METHOD_NOT_FOUND,
      );
    const meta = isJsonObject(params["_meta"]) ? params["_meta"] : {};
    if (meta[REVISION] === undefined)
      return this.#answerer.answer(
        method,
        params,
        this.#peer(meta, this.#clientCan, (...asked) => this.#ask(...asked)),
      );
    return this.#modern(method, params, meta);
  }

  /** In 2026-07-28 a question is an answer, and the request is sent again with the client's answer. */
  async #modern(method: string, params: JsonObject, meta: JsonObject): Promise<JsonObject> {
    const { requestState: state } = params;
    const waiting = typeof state === "string" ? this.#waiting.get(state) : undefined;
    if (waiting !== undefined) {
      this.#waiting.delete(state as string);
      return completed(method, await waiting);
    }
    const questions: JsonObject[] = [];
    const can = isJsonObject(meta[CLIENT_CAPABILITIES]) ? meta[CLIENT_CAPABILITIES] : {};
    const peer = this.#peer(meta, can, (asked, given) => {
      questions.push({ method: asked, params: given });
      return Promise.resolve();
    });
    const answer = this.#answerer.answer(method, params, peer);
    // an error after a question is reported when the request is sent again
    await answer.catch(() => undefined);
    if (questions.length === 0) return completed(method, await answer);
    const requestState = `asked-${++this.#asked}`;
    this.#waiting.set(requestState, answer);
    const inputRequests = Object.fromEntries(questions.map((each, index) => [String(index + 1), each]));
    return { resultType: "input_required", inputRequests, requestState };
  }

  #peer(meta: JsonObject, can: JsonObject, ask: Peer["ask"]): Peer {
    const { progressToken } = meta;
    return {
      progress: (progress) => {
        if (progressToken === undefined) return;
        const report = { ...(progress as unknown as JsonObject), progressToken };
        this.#receive({ method: "notifications/progress", params: report });
      },
      log: (message) => this.#receive({ method: "notifications/message", params: message }),
      ask: async (method, params) => {
        const [capability = ""] = method.split("/");
        if (can[capability] !== undefined) await ask(method, params);
      },
    };
  }

  /** Resolves once the client has answered, or is gone. */
  #ask(method: string, params: JsonObject): Promise<void> {
    const id = `asked-${++this.#asked}`;
    return new Promise((resolve) => {
      this.#open.set(id, () => {
        this.#open.delete(id);
        resolve();
      });
      if (this.#closed) resolve();
      else this.#receive({ id, method, params });
    });
  }

  #receive(message: JsonObject): void {
    if (!this.#closed) this.onmessage?.({ jsonrpc: "2.0", ...message } as unknown as JSONRPCMessage);
  }
}

/** Returns the revision of a handshake: the server's, else the requested one, or the newest with handshakes. */
function agreed(own: Json | undefined, asked: Json | undefined): Json {
  const known = LEGACY_REVISIONS.find((each) => each === asked);
  return own ?? known ?? LEGACY_REVISIONS[0];
}

/** Completes an answer for 2026-07-28. It must not be cached unless it says so. */
function completed(method: string, answer: JsonObject): JsonObject {
  const freshness = CACHEABLE.has(method) && { ttlMs: 0, cacheScope: "private" };
  // what is added stands behind the members that were given, whose order stays
  return { ...answer, ...{ resultType: "complete", ...freshness, ...answer } };
}

/** Removes capabilities that no answer can provide: notifications of changes. */
function withoutChanges(capabilities: Json | undefined): JsonObject {
  if (!isJsonObject(capabilities)) return { tools: {}, resources: {}, prompts: {}, completions: {} };
  const kept = Object.entries(capabilities).map(([name, details]) => {
    if (!isJsonObject(details)) return [name, details] as const;
    const { listChanged: _l, subscribe: _s, ...others } = details;
    return [name, others] as const;
  });
  return Object.fromEntries(kept);
}
