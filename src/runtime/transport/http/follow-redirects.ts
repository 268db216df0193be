import type { FetchLike } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { HttpError } from "../../errors/http-error.js";

/** Which redirects to follow: those that stay on the origin, or all, but without credentials once one leaves it. */
export type RedirectPolicy = "same-origin" | "follow";

const MAX_HOPS = 5;

/** Headers that may be sent to another origin. */
const HARMLESS = new Set(["accept", "content-type", "mcp-protocol-version"]);

/**
 * Wraps `send` to handle redirects here. A redirect to another origin is refused with an error that names it; an upgrade of the
 * same host from http to https counts as the same origin. With `follow`, it is followed without credentials, and without the
 * headers of the user and of the session.
 */
export function followRedirects(send: FetchLike, policy: RedirectPolicy, label: string): FetchLike {
  return async (input, init = {}) => {
    let url = new URL(input);
    let request: RequestInit = { ...init, redirect: "manual" };
    for (let hop = 0; ; hop++) {
      const response = await send(url, request);
      const target = redirectTarget(response, url);
      if (target === undefined) return response;
      await response.body?.cancel();
      const where = show(target.origin + target.pathname);
      if (!keepsMethod(response.status, request.method)) {
        const cure = sameServer(url, target)
          ? "Use that URL"
          : "On another site, this is usually a login page: check the URL and the credentials that the server requires";
        throw refused(
          response,
          label,
          `leads to ${where}, and would turn the ${request.method} into a GET. ${cure}`,
        );
      }
      if (hop === MAX_HOPS) throw refused(response, label, `is the ${MAX_HOPS + 1}th in a row`);
      if (!sameServer(url, target)) {
        if (policy === "same-origin" || !/^https?:$/.test(target.protocol)) {
          throw refused(
            response,
            label,
            `leads to ${where}, which is another origin. Use that URL if you trust it`,
          );
        }
        request = {
          ...request,
          headers: [...new Headers(request.headers)].filter(([name]) => HARMLESS.has(name)),
        };
      }
      url = target;
    }
  };
}

function redirectTarget(response: Response, base: URL): URL | undefined {
  const location = [301, 302, 303, 307, 308].includes(response.status)
    ? response.headers.get("location")
    : null;
  return location === null || !URL.canParse(location, base) ? undefined : new URL(location, base);
}

function sameServer(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  return (
    from.protocol === "http:" &&
    to.protocol === "https:" &&
    from.hostname === to.hostname &&
    from.port === "" &&
    to.port === ""
  );
}

/** RFC 9110, 15.4: a 303 is followed with GET, and every client does the same for a POST after 301 and 302. */
function keepsMethod(status: number, method = "GET"): boolean {
  return status === 307 || status === 308 || method === "GET" || (status !== 303 && method !== "POST");
}

function refused(response: Response, label: string, why: string): HttpError {
  return new HttpError(
    `${show(label)} answered HTTP ${response.status}: the redirect ${why}.`,
    response.status,
  );
}
