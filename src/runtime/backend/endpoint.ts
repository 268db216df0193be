import { byCodeUnit, canonicalJson } from "../../shared/json/canonical.js";
import type { Connection } from "../connection/connection.js";
import type { Emit } from "../events/event.js";
import type { Handler } from "../layers/layer.js";
import { never } from "../async/never.js";
import type { Replica } from "../replicas/member.js";
import { listAll } from "./lists/list.js";
import type { Requester } from "./requester.js";
import { hex } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";

/** Wraps a connection as a member of a replica set. */
export function replicaOver(
  connection: Connection,
  label: string,
  weight: number,
  send: Handler,
  server: string,
  emit: Emit,
): Replica {
  const requester: Requester = {
    server,
    emit,
    clean: (error) => error,
    trusts: () => false,
    session: (signal) => connection.session(signal),
    send: (method, params, traits, signal = never()) =>
      send({ method, params, traits }, { server, signal, attempt: 1 }),
  };
  return {
    label,
    weight,
    handle: send,
    // Uses the request of the connection's era: 2026-07-28 has no ping.
    probe: async (signal) => {
      const { info } = await connection.session(signal);
      const method = info.era === "modern" ? "server/discover" : "ping";
      return requester.send(method, {}, { repeatable: true }, signal);
    },
    digest: async (signal) => {
      const tools = await listAll(requester, "tools", { signal });
      const sorted = [...tools].sort((a, b) => byCodeUnit(a.name, b.name));
      return hex(sha256(canonicalJson(sorted))).slice(0, 16);
    },
    stateful: () => connection.current?.sessionId !== undefined,
    close: () => connection.close(true),
  };
}
