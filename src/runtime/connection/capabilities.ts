import type { ClientCapabilities } from "@modelcontextprotocol/client";
import type { ClientHandlers } from "./handlers.js";

/** Extensions that this runtime knows by itself (SEP-2133). A server makes no task of a call unless this is declared. */
const EXTENSIONS = { "io.modelcontextprotocol/tasks": {} };

/** What the client declares: only what somebody handles, so that no server waits for an answer that cannot come. */
export function capabilitiesOf(handlers: ClientHandlers, extra: ClientCapabilities = {}): ClientCapabilities {
  return {
    ...(handlers.sampling !== undefined && { sampling: handlers.sampling.capabilities ?? {} }),
    ...(handlers.elicitation !== undefined && {
      elicitation: handlers.elicitation.capabilities ?? { form: {} },
    }),
    ...(handlers.roots !== undefined && { roots: { listChanged: true } }),
    ...extra,
    extensions: { ...EXTENSIONS, ...extra.extensions },
  };
}
