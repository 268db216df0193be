import { show } from "../../../shared/text/show.js";
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

/** Returns the user's headers for one request. @throws ConfigurationError for a name or value that HTTP does not allow */
export async function userHeaders(source: HeaderSource | undefined, label: string): Promise<Headers> {
  const given = typeof source === "function" ? await source() : source;
  try {
    return new Headers(given);
  } catch (cause) {
    // The platform's message shows the value, which may be a secret.
    const names =
      given === undefined || Array.isArray(given) || given instanceof Headers ? [] : Object.keys(given);
    const which = names.find((name) => !isValid(name, (given as Record<string, string>)[name])) ?? "";
    throw new ConfigurationError(
      `The header "${show(which)}" for ${show(label)} has a name or value that HTTP does not allow. Correct \`headers\`.`,
      {
        cause: cause instanceof TypeError ? undefined : cause,
      },
    );
  }
}

function isValid(name: string, value: string | undefined): boolean {
  try {
    new Headers({ [name]: String(value) });
    return true;
  } catch {
    return false;
  }
}

/** Adds the user's headers to `own`, except those that the protocol and the credentials set. */
export function mergeHeaders(own: HeadersInit | undefined, user: Headers): Headers {
  const merged = new Headers(own);
  for (const [name, value] of user) {
    if (!RESERVED.has(name) && !merged.has(name)) merged.set(name, value);
  }
  return merged;
}
