import { show } from "../../shared/text/show.js";
import type { AnswerTime } from "../async/answer-time.js";
import type { Auth } from "../auth/auth.js";
import type { HttpAuth } from "../auth/http-auth.js";
import type { Tell } from "../auth/net/exchanged-secrets.js";
import type { Credentials } from "../connection/session-settings.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { Emit } from "../events/event.js";
import type { Subject } from "../identity/identify.js";
import { type Identity, LatestIdentity } from "../identity/identity.js";
import { serverUrlOf } from "../transport/server-url.js";
import type { TransportSource } from "../transport/transport-source.js";

/** Who owns the credentials. */
export interface CredentialsOwner {
  /** The client: tokens in memory belong to it alone. */
  readonly owner: object;
  readonly subject: Subject | undefined;
  /** Called with secrets that are obtained, as soon as they are known. */
  readonly tell?: Tell | undefined;
  /** Pauses the deadlines of calls while a person logs in. */
  readonly answerTime?: AnswerTime | undefined;
}

/**
 * Creates the credentials for all connections to one server, which share tokens and logins. Loads the code only if there is an
 * `auth`.
 */
export async function credentialsFor(
  auth: Auth | undefined,
  source: TransportSource,
  server: string,
  emit: Emit,
  { owner, subject, tell, answerTime }: CredentialsOwner,
): Promise<Credentials | undefined> {
  if (auth === undefined) return undefined;
  if (!source.supportsAuth) {
    throw new ConfigurationError(`This transport does not support auth: ${show(source.label)}.`, { server });
  }
  const { createAuth } = await import("../auth/create-auth.js");
  const serverUrl = serverUrlOf(source);
  const credentialsOf = (identity: Identity | undefined): Credentials => {
    let made: HttpAuth | undefined;
    const who = identity?.subject ?? (typeof subject === "string" ? subject : undefined);
    return {
      interactive: asksPerson(auth),
      // One set of credentials, applied to the fetch of each connection's transport.
      authorize: (fetch) => {
        made ??= createAuth(auth, {
          serverUrl,
          server,
          fetch,
          owner,
          ...(tell && { onSecrets: tell }),
          ...(answerTime && { duringLogin: (login, limitMs) => answerTime.during(login, limitMs) }),
          ...(who !== undefined && { subject: who }),
          ...(identity instanceof LatestIdentity && { identity }),
          onEvent: ({ type, issuer, resource }) => {
            const about = resource === undefined ? "" : ` (${show(resource)})`;
            const message = `credentials: ${type}${issuer === undefined ? "" : ` at ${show(issuer)}`}${about}`;
            emit({ type: "diagnostic", severity: "info", server, code: "AUTH", message });
          },
        });
        return made.authorize(fetch);
      },
      prepare: async (signal) => made?.prepare(signal),
      pending: () => made?.pending,
    };
  };
  return { ...credentialsOf(undefined), of: credentialsOf };
}

function asksPerson(auth: Auth): boolean {
  return auth === "oauth" || (typeof auth === "object" && "type" in auth && auth.type === "oauth");
}
