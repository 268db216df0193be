import type { AuthProvider, OAuthClientProvider } from "@modelcontextprotocol/client";
import type { Auth, RequestAuth } from "../auth/auth.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { serverUrlOf } from "../transport/server-url.js";
import type { SourceCredentials, TransportSource } from "../transport/source.js";
import { digestOf, hasRequestHeaders, identityHeaders } from "./digest.js";
import type { Identity } from "./identity.js";

/** Whom requests are for: a word for all of them, or what answers it for each. */
export type Subject = string | (() => string | Promise<string>);

/** What may tell for whom a request is made. */
export interface IdentitySources {
  readonly source: TransportSource;
  readonly auth: Auth | undefined;
  readonly subject: Subject | undefined;
}

/** Finds out for whom the next request is made. Calls functions of the program, so call it in the context of who asks. */
export type Identify = () => Promise<Identity>;

/** @throws ConfigurationError it names nobody: all who have no name would be one and the same */
export function checkSubject(subject: unknown): void {
  if (typeof subject === "string" && subject.trim() !== "") return;
  throw new ConfigurationError(
    "`subject` has to say for whom the requests are: a text that is not empty, such as the id of a user, or a function that answers one.",
  );
}

async function named(subject: () => string | Promise<string>): Promise<string> {
  const answer = await subject();
  checkSubject(answer);
  return answer;
}

/** `undefined`: all requests are for the same, since nothing that they carry is made anew. */
export function identifier({ source, auth, subject }: IdentitySources): Identify | undefined {
  const carried = source.credentials;
  const ask = tokenSource(auth);
  if (typeof subject === "string") return undefined;
  if (subject === undefined && ask === undefined && carried?.change !== true) return undefined;
  return async () => {
    // All at once: a moment later, a function may answer for somebody else.
    const [who, headers, answer] = await Promise.all([
      subject === undefined ? undefined : named(subject),
      carried?.change === true ? carried.headers() : undefined,
      ask?.(new Request(serverUrlOf(source), { method: "POST" })),
    ]);
    return {
      key:
        who === undefined
          ? digestOf(["credentials", headersOf(headers), answerOf(answer)])
          : digestOf(["subject", who]),
      subject: who,
      headers: headers && carried && freshHeaders(headers, carried, who),
      answer,
    };
  };
}

/**
 * Headers of one identity for one request. Those that every request has of its own are made anew, unless the function answers for
 * somebody else by now: what began for one identity ends for it.
 */
function freshHeaders(
  first: Headers,
  carried: SourceCredentials,
  subject: string | undefined,
): () => Promise<Headers> {
  if (subject !== undefined || !hasRequestHeaders(first)) return async () => first;
  const own = digestOf(headersOf(first));
  return async () => {
    const now = await carried.headers();
    return digestOf(headersOf(now)) === own ? now : first;
  };
}

/** What answers a token, or the request to send, for every request; `undefined`: `auth` is no such function. */
function tokenSource(
  auth: Auth | undefined,
): ((request: Request) => Promise<string | Request | undefined>) | undefined {
  if (typeof auth === "function") return async (request) => (auth as RequestAuth)(request);
  if (!isTokenProvider(auth)) return undefined;
  return async () => auth.token();
}

/** An `AuthProvider` of the SDK is asked for every request; an `OAuthClientProvider` is one person's. */
export function isTokenProvider(auth: Auth | undefined): auth is AuthProvider {
  if (typeof auth !== "object" || auth === null || "tokens" in auth) return false;
  const { token } = auth as Partial<AuthProvider & OAuthClientProvider>;
  return typeof token === "function";
}

function headersOf(headers: Headers | undefined): unknown {
  return headers === undefined ? null : identityHeaders(headers);
}

/** Tells answers of one identity from those of another. */
export function answerKey(answer: string | Request | undefined): string {
  return digestOf(answerOf(answer));
}

function answerOf(answer: string | Request | undefined): unknown {
  if (answer === undefined || typeof answer === "string") return answer ?? null;
  return [new URL(answer.url).search, identityHeaders(answer.headers)];
}

/** Key of the one identity of a client whose credentials stay as they are; `undefined`: nothing says who it is. */
export async function constantKey({ source, auth, subject }: IdentitySources): Promise<string | undefined> {
  if (typeof subject === "string") return digestOf(["subject", subject]);
  const { own, headers, certificate } = source.credentials ?? {};
  const token = await authKey(auth);
  if (own === true || token === "unknown") return undefined;
  const carried = headersOf(await headers?.()) as readonly unknown[] | null;
  const none = token === null && certificate === undefined && (carried === null || carried.length === 0);
  return none ? undefined : digestOf(["credentials", carried, token, certificate ?? null]);
}

/** What an `auth` that stays as it is says of who it is for; `null`: there is none. */
async function authKey(auth: Auth | undefined): Promise<unknown> {
  if (auth === undefined) return null;
  if (typeof auth === "string") return auth === "oauth" ? "unknown" : ["bearer", auth];
  if (typeof auth === "function" || !("type" in auth)) return "unknown";
  if (auth.type === "bearer") return ["bearer", auth.token];
  if (auth.subject !== undefined) return ["subject", auth.subject];
  const { standsForSomebody, tokenOwner } = await import("../auth/store/token-owner.js");
  return standsForSomebody(auth) ? "unknown" : tokenOwner("", auth, undefined);
}
