import type { Redactor } from "../../shared/secrets/index.js";
import { show } from "../../shared/text/show.js";
import type { AnswerTime } from "../async/answer-time.js";
import type { Auth } from "../auth/auth.js";
import type { HttpAuth } from "../auth/http-auth.js";
import type { Credentials } from "../connection/session-settings.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { Emit } from "../events/event.js";
import type { Subject } from "../identity/identify.js";
import { type Identity, LatestIdentity } from "../identity/identity.js";
import { serverUrlOf } from "../transport/server-url.js";
import type { TransportSource } from "../transport/source.js";

/** Whose credentials they are. */
export interface CredentialsOwner {
  /** The client: tokens in memory are its own. */
  readonly owner: object;
  readonly subject: Subject | undefined;
  /** What keeps the secrets of the client out of errors and events. */
  readonly redactor?: Redactor | undefined;
  /** Deadlines of calls stand while a person logs in. */
  readonly answerTime?: AnswerTime | undefined;
}

/** Credentials for all connections to one server: they share tokens and logins. Loaded only where there is an `auth`. */
export async function credentialsFor(
  auth: Auth | undefined,
  source: TransportSource,
  server: string,
  emit: Emit,
  { owner, subject, redactor, answerTime }: CredentialsOwner,
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
      // One set of credentials, around the fetch of each connection's own transport.
      authorize: (fetch) => {
        made ??= createAuth(auth, {
          serverUrl,
          server,
          fetch,
          owner,
          onSecrets: (secrets) => redactor?.add(...secrets),
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
