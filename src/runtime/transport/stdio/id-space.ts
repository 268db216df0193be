import type { JSONRPCMessage } from "@modelcontextprotocol/client";

import { numberOf } from "../../receive/ids.js";

type Message = Record<string, unknown>;

const SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";

/**
 * Separates the connections of one kept process. Every protocol engine counts its requests from 0, so a late answer to an
 * earlier connection would look like one for this: ids are shifted by the connection's number in both directions, and messages
 * of other connections are dropped. Connection 0 is not shifted.
 */
export class IdSpace {
  readonly #base: number;
  readonly #suffix: string;

  /** @param connection number of connections that the process had before this one */
  constructor(connection: number) {
    this.#base = connection * 2 ** 32;
    this.#suffix = connection === 0 ? "" : `~${connection}`;
  }

  outgoing(message: JSONRPCMessage): JSONRPCMessage {
    if (this.#base === 0 || !("method" in message)) return message;
    if (message.method === "notifications/cancelled") {
      return {
        ...message,
        params: mapKey(message.params, "requestId", (id) => this.#out(id)),
      } as JSONRPCMessage;
    }
    if (!("id" in message)) return message;
    const params = mapMeta(message.params, "progressToken", (token) => this.#out(token));
    return {
      ...message,
      id: this.#out(message.id),
      ...(params !== undefined && { params }),
    } as JSONRPCMessage;
  }

  /** Returns `undefined` for a message of an earlier connection. */
  incoming(message: JSONRPCMessage): JSONRPCMessage | undefined {
    if (this.#base === 0) return message;
    if (!("method" in message)) {
      const id = this.#in(message.id);
      if (id === undefined) return undefined;
      const result =
        "result" in message ? mapMeta(message.result, SUBSCRIPTION_ID, (it) => this.#in(it)) : undefined;
      return { ...message, id, ...(result !== undefined && { result }) } as JSONRPCMessage;
    }
    if ("id" in message) return message;
    const { params } = message;
    if (message.method === "notifications/progress") {
      const token = this.#in((params as Message | undefined)?.["progressToken"]);
      return token === undefined
        ? undefined
        : ({ ...message, params: { ...params, progressToken: token } } as JSONRPCMessage);
    }
    const subscription = (params?._meta as Message | undefined)?.[SUBSCRIPTION_ID];
    if (subscription === undefined) return message;
    if (this.#in(subscription) === undefined) return undefined;
    return { ...message, params: mapMeta(params, SUBSCRIPTION_ID, (it) => this.#in(it)) } as JSONRPCMessage;
  }

  #out(id: unknown): unknown {
    return typeof id === "number" ? id + this.#base : typeof id === "string" ? id + this.#suffix : id;
  }

  #in(given: unknown): unknown {
    // No id: the error concerns the latest request.
    if (given === undefined || given === null) return null;
    const id = typeof given === "string" ? (numberOf(given) ?? given) : given;
    if (typeof id === "number") {
      const own = id - this.#base;
      return own >= 0 && own < 2 ** 32 ? own : undefined;
    }
    return typeof id === "string" && id.endsWith(this.#suffix)
      ? id.slice(0, -this.#suffix.length)
      : undefined;
  }
}

function mapKey(object: unknown, key: string, map: (value: unknown) => unknown): Message | undefined {
  if (typeof object !== "object" || object === null) return undefined;
  const record = object as Message;
  return Object.hasOwn(record, key) ? { ...record, [key]: map(record[key]) } : record;
}

function mapMeta(object: unknown, key: string, map: (value: unknown) => unknown): Message | undefined {
  if (typeof object !== "object" || object === null) return undefined;
  const record = object as Message;
  return Object.hasOwn(record, "_meta") ? { ...record, _meta: mapKey(record["_meta"], key, map) } : record;
}
