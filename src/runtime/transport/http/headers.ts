import { show } from "../../../shared/text/show.js";
import { askProgram } from "../../errors/ask-program.js";
import { ConfigurationError } from "../../errors/configuration-error.js";

/** `HeadersInit` of the fetch standard, which only browser types declare. */
type HeadersInit = NonNullable<ConstructorParameters<typeof Headers>[0]>;

/** Headers of every request, or a function that returns them for each request: for tokens that change. */
export type HeaderSource = HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

/** Headers that the protocol sets itself. */
const RESERVED = new Set([
  "accept",
  "content-type",
  "content-length",
  "mcp-session-id",
  "mcp-protocol-version",
  "last-event-id",
  "host",
]);

/** Returns the program's `headers`, so that a failing function is reported as what it is. */
export function programHeaders(source: HeaderSource | undefined, server: string): HeaderSource | undefined {
  if (typeof source !== "function") return source;
  return () => askProgram({ option: "headers", server }, source);
}

/** Returns the user's headers for one request. @throws ConfigurationError for a name or value that HTTP does not allow */
export async function userHeaders(source: HeaderSource | undefined, label: string): Promise<Headers> {
  return checkedHeaders(typeof source === "function" ? await source() : source, label);
}

/**
 * Makes headers for the server `label`.
 *
 * @throws ConfigurationError for a name or value that HTTP does not allow; names the header and the reason, never the value
 */
export function checkedHeaders(given: HeadersInit | undefined, label: string): Headers {
  if (given !== undefined && (typeof given !== "object" || (given as unknown) === null))
    throw new ConfigurationError(`\`headers\` for ${show(label)} must be an object of names and values.`);
  const headers = new Headers();
  for (const [name, value] of pairsOf(given)) append(headers, name, value, label);
  return headers;
}

function pairsOf(given: HeadersInit | undefined): readonly (readonly [string, unknown])[] {
  if (given === undefined) return [];
  const pairs = Symbol.iterator in given ? [...given] : Object.entries(given);
  return pairs.map(([name = "", value]) => [name, value]);
}

function append(headers: Headers, name: string, value: unknown, label: string): void {
  try {
    headers.append(name, String(value));
  } catch {
    // The platform's message shows the value, which may be a secret.
    throw new ConfigurationError(
      `The header "${show(name)}" for ${show(label)} ${problemOf(name, String(value))}. Correct \`headers\` or \`auth\`.`,
    );
  }
}

function problemOf(name: string, value: string): string {
  if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name)) return "has a name that HTTP does not allow";
  if (/[\r\n]/.test(value)) return "has a line break in its value, which HTTP does not allow";
  return "has a character in its value that HTTP does not allow";
}

/** Adds the user's headers to `own`, except those that the protocol and the credentials set. */
export function mergeHeaders(own: HeadersInit | undefined, user: Headers): Headers {
  const merged = new Headers(own);
  for (const [name, value] of user) {
    if (!RESERVED.has(name) && !merged.has(name)) merged.set(name, value);
  }
  return merged;
}
