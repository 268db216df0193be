import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";
import type { HandlerOptions } from "fmcp-runtime";
import type { JsonObject } from "../../shared/json/json.js";

/**
 * The capabilities that the generator declares: everything for which a generated client can have a handler. Some servers
 * offer tools only to such clients (server-everything has 13 without them, 17 with all), and a superfluous type does less
 * harm than a missing one. The model records them.
 */
export const CLIENT_CAPABILITIES: JsonObject = {
  elicitation: { form: {}, url: {} },
  roots: { listChanged: true },
  sampling: {},
};

/** Returns handlers for the declared capabilities that decline every request, since no user is there to agree. */
export function decliningHandlers(onNotification: (method: string) => void): HandlerOptions {
  return {
    onMessage: (message) => {
      if ("method" in message) onNotification(message.method);
    },
    sampling: () => Promise.reject(methodNotFound()),
    elicitation: () => Promise.resolve({ action: "decline" }),
    roots: [],
  };
}

function methodNotFound(): Error {
  return Object.assign(new Error("Method not found: a code generator does not sample."), {
    code: METHOD_NOT_FOUND,
  });
}
