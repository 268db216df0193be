import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";
import type { HandlerOptions } from "fmcp-runtime";
import type { JsonObject } from "../../shared/json/json.js";

/**
 * What the generator declares: everything that a generated client can be given a handler for. Some servers offer tools to
 * such clients only (server-everything has 13 for none of these, 17 for all), and a type that is there too much does less
 * harm than one that is missing. The model records it.
 */
export const CLIENT_CAPABILITIES: JsonObject = {
  elicitation: { form: {}, url: {} },
  roots: { listChanged: true },
  sampling: {},
};

/** Handlers for what is declared, which never do what they are asked: nobody is there to agree to it. */
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
