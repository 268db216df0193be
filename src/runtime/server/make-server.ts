import { Server, type ServerCapabilities } from "@modelcontextprotocol/server";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { PACKAGE_INFO } from "../backend/backend-options.js";
import { passedExtensions } from "./passed-extensions.js";
import { serveLegacy } from "./serve-legacy.js";
import { serveModern } from "./serve-modern.js";
import type { Occasion } from "./server-options.js";
import type { Serving } from "./serving.js";

/** Capabilities that are passed on and so may be declared; `experimental` and tasks belong to one connection. */
const CAPABILITIES = ["tools", "resources", "prompts", "completions", "logging", "extensions"] as const;

/** Makes an SDK server for one connection, session or request that answers with the results of the servers behind. */
export async function makeServer(serving: Serving, { era, caller }: Occasion): Promise<Server> {
  const { back, options } = serving;
  const info = await back.info(era);
  const instructions = options.instructions ?? info.instructions;
  const server = new Server(options.serverInfo ?? info.serverInfo ?? PACKAGE_INFO, {
    capabilities: declared(info.capabilities),
    ...(instructions !== undefined && { instructions }),
  });
  server.onerror = serving.report;
  if (era === "legacy") serveLegacy(server, serving, caller, info.capabilities);
  else serveModern(server, serving, caller);
  return server;
}

function declared(capabilities: JsonObject): ServerCapabilities {
  const kept = CAPABILITIES.flatMap((name) => {
    const details = name === "extensions" ? passedExtensions(capabilities) : capabilities[name];
    return isJsonObject(details) ? [[name, details] as const] : [];
  });
  // Servers that declare nothing may have tools.
  return { tools: {}, ...Object.fromEntries(kept) };
}
