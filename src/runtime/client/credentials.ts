import { show } from "../../shared/text/show.js";
import type { Auth } from "../auth/auth.js";
import type { HttpAuth } from "../auth/http-auth.js";
import type { Credentials } from "../connection/session-settings.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { Emit } from "../events/event.js";
import type { TransportSource } from "../transport/source.js";

/** Credentials for all connections to one server: they share tokens and logins. Loaded only where there is an `auth`. */
export async function credentialsFor(
  auth: Auth | undefined,
  source: TransportSource,
  server: string,
  emit: Emit,
): Promise<Credentials | undefined> {
  if (auth === undefined) return undefined;
  if (!source.supportsAuth) {
    throw new ConfigurationError(`This transport does not support auth: ${show(source.label)}.`, { server });
  }
  const { createAuth } = await import("../auth/create-auth.js");
  const serverUrl = source.label.replace(/^ws/, "http");
  let made: HttpAuth | undefined;
  return {
    // One set of credentials, around the fetch of each connection's own transport.
    authorize: (fetch) => {
      made ??= createAuth(auth, {
        serverUrl,
        server,
        fetch,
        onEvent: ({ type, issuer, resource }) => {
          const message =
            type === "resourceSlash"
              ? `the server's metadata is about ${show(resource ?? "")}, which is its URL but for the slash at the end; it was taken for the same`
              : `credentials: ${type}${issuer === undefined ? "" : ` at ${show(issuer)}`}`;
          emit({ type: "diagnostic", severity: "info", server, code: "AUTH", message });
        },
      });
      return made.authorize(fetch);
    },
    prepare: async (signal) => made?.prepare(signal),
  };
}
