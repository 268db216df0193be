import type { AuthProvider, OAuthClientProvider } from "@modelcontextprotocol/client";
import type { Auth, RequestAuth } from "../auth/auth.js";
import { Once } from "../async/once.js";
import { askProgram } from "../errors/ask-program.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { serverUrlOf } from "../transport/server-url.js";
import type { SourceCredentials, TransportSource } from "../transport/transport-source.js";
import { digestOf, hasRequestHeaders, identityHeaders } from "./digest.js";
import { GivenHeaders } from "./given-headers.js";
import type { Identity } from "./identity.js";

/** For whom requests are: one string for all of them, or a function that returns it for each. */
export type Subject = string | (() => string | Promise<string>);

/** What may identify the user of a request. */
export interface IdentitySources {
  readonly source: TransportSource;
  readonly auth: Auth | undefined;
  readonly subject: Subject | undefined;
  /** Name of the server, for errors. */
  readonly server: string;
}

/** Determines for whom the next request is. Calls functions of the program, so call it in the caller's async context. */
export type Identify = () => Promise<Identity>;

/** @throws ConfigurationError it is empty: all users without a name would count as the same */
export function checkSubject(subject: unknown): void {
  if (typeof subject === "string" && subject.trim() !== "") return;
  throw new ConfigurationError(
    "`subject` must identify the user of the requests: a non-empty string, such as a user id, or a function that returns one.",
  );
}

async function named(subject: () => string | Promise<string>, server: string): Promise<string> {
  const answer = await askProgram({ option: "subject", server }, subject);
  checkSubject(answer);
  return answer;
}

/**
 * Returns the function that identifies requests; `undefined`: all are for the same identity, since their credentials are fixed.
 * Headers in an object count as changing, since a program may change them; see {@link changeable} for those that it has not.
 */
export function identifier({ source, auth, subject, server }: IdentitySources): Identify | undefined {
  const carried = source.credentials;
  const ask = tokenSource(auth, server);
  if (typeof subject === "string") return undefined;
  const mayChange = carried?.change === true || carried?.given !== undefined;
  if (subject === undefined && ask === undefined && !mayChange) return undefined;
  // What is fixed tells the users of several clients apart where these share a store of answers.
  const fixed = new Once(async () => [
    carried?.certificate ?? null,
    ask === undefined ? await fixedKey(auth) : null,
  ]);
  return async () => {
    // All in parallel: a moment later, a function may answer for another identity.
    const [who, headers, answer] = await Promise.all([
      subject === undefined ? undefined : named(subject, server),
      mayChange ? carried?.headers(server) : undefined,
      ask?.(new Request(serverUrlOf(source), { method: "POST" })),
    ]);
    return {
      key:
        who === undefined
          ? digestOf(["credentials", headersOf(headers), answerOf(answer), await fixed.get()])
          : digestOf(["subject", who]),
      subject: who,
      headers: headers && carried && freshHeaders(headers, carried, who, server),
      answer,
    };
  };
}

/**
 * Returns the headers that the program gave as an object, if nothing but these tells for whom requests are; `undefined`: something
 * else does, or there are none.
 *
 * @throws ConfigurationError for a name or value that HTTP does not allow
 */
export function changeable({ source, auth, subject, server }: IdentitySources): GivenHeaders | undefined {
  const given = source.credentials?.given;
  if (given === undefined || subject !== undefined || tokenSource(auth, server) !== undefined)
    return undefined;
  return new GivenHeaders(given);
}

/**
 * Makes the headers of one identity for one request. Headers specific to a request are made again, unless the function answers
 * for another identity by now: a request stays with the identity for which it began.
 */
function freshHeaders(
  first: Headers,
  carried: SourceCredentials,
  subject: string | undefined,
  server: string,
): () => Promise<Headers> {
  if (subject !== undefined || !hasRequestHeaders(first)) return async () => first;
  const own = digestOf(headersOf(first));
  return async () => {
    const now = await carried.headers(server);
    return digestOf(headersOf(now)) === own ? now : first;
  };
}

/**
 * Returns the function that provides the token, or the request to send, for every request; `undefined` if `auth` is not such a
 * function.
 */
function tokenSource(
  auth: Auth | undefined,
  server: string,
): ((request: Request) => Promise<string | Request | undefined>) | undefined {
  if (typeof auth === "function")
    return (request) => askProgram({ option: "auth", server }, () => (auth as RequestAuth)(request));
  if (!isTokenProvider(auth)) return undefined;
  return () => askProgram({ option: "auth.token", server }, () => auth.token());
}

/** An `AuthProvider` of the SDK is called for every request; an `OAuthClientProvider` belongs to one person. */
export function isTokenProvider(auth: Auth | undefined): auth is AuthProvider {
  if (typeof auth !== "object" || auth === null || "tokens" in auth) return false;
  const { token } = auth as Partial<AuthProvider & OAuthClientProvider>;
  return typeof token === "function";
}

function headersOf(headers: Headers | undefined): unknown {
  return headers === undefined ? null : identityHeaders(headers);
}

/** Returns a key that tells answers for one identity from those for another. */
export function answerKey(answer: string | Request | undefined): string {
  return digestOf(answerOf(answer));
}

function answerOf(answer: string | Request | undefined): unknown {
  if (answer === undefined || typeof answer === "string") return answer ?? null;
  return [new URL(answer.url).search, identityHeaders(answer.headers)];
}

/** Returns the key of a client's only identity, if its credentials are fixed; `undefined`: it is unknown. */
export async function constantKey(
  { source, auth, subject, server }: IdentitySources,
  given?: GivenHeaders,
): Promise<string | undefined> {
  if (typeof subject === "string") return digestOf(["subject", subject]);
  const { own, headers, certificate } = source.credentials ?? {};
  const token = await authKey(auth);
  if (own === true || token === "unknown") return undefined;
  const carried = headersOf(given?.first ?? (await headers?.(server))) as readonly unknown[] | null;
  const none = token === null && certificate === undefined && (carried === null || carried.length === 0);
  return none ? undefined : digestOf(["credentials", carried, token, certificate ?? null]);
}

/** Identifies the user of a fixed `auth`; where the user of it is unknown, this client alone. */
async function fixedKey(auth: Auth | undefined): Promise<unknown> {
  const key = await authKey(auth);
  return key === "unknown" ? ["client", globalThis.crypto.randomUUID()] : key;
}

/** Identifies the user of a fixed `auth`; `null`: there is none. */
async function authKey(auth: Auth | undefined): Promise<unknown> {
  if (auth === undefined) return null;
  if (typeof auth === "string") return auth === "oauth" ? "unknown" : ["bearer", auth];
  if (typeof auth === "function" || !("type" in auth)) return "unknown";
  if (auth.type === "bearer") return ["bearer", auth.token];
  if (auth.subject !== undefined) return ["subject", auth.subject];
  const { standsForSomebody, tokenOwner } = await import("../auth/store/token-owner.js");
  return standsForSomebody(auth) ? "unknown" : tokenOwner("", auth, undefined);
}
