import {
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  validateHostHeader,
  validateOriginHeader,
} from "@modelcontextprotocol/server";
import { ANONYMOUS, type Caller, type HttpOptions } from "../server-options.js";
import { sameText } from "./same-text.js";

const FORBIDDEN = -32_000;

/** Admits requests, or answers them. */
export class Guard {
  readonly #hosts: string[];
  readonly #origins: string[];
  readonly #auth: HttpOptions["auth"];

  constructor({ hosts, origins, auth }: HttpOptions) {
    this.#hosts = [...(hosts ?? localhostAllowedHostnames())];
    this.#origins = [...(origins ?? localhostAllowedOrigins())];
    this.#auth = auth;
  }

  /** Returns the caller, or the refusal: 403 for a web page or host name that is not allowed, 401 for an unknown caller. */
  async admit(request: Request): Promise<Caller | Response> {
    const host = validateHostHeader(request.headers.get("host") ?? new URL(request.url).host, this.#hosts);
    if (!host.ok) return refuse(403, host.message);
    const origin = validateOriginHeader(request.headers.get("origin"), this.#origins);
    if (!origin.ok) return refuse(403, origin.message);
    if (this.#auth === undefined) return ANONYMOUS;
    const caller = await this.#callerOf(request, this.#auth);
    return caller ?? refuse(401, "Unauthorized", { "www-authenticate": "Bearer" });
  }

  async #callerOf(request: Request, auth: NonNullable<HttpOptions["auth"]>): Promise<Caller | undefined> {
    if (typeof auth === "function") return auth(request);
    const [, token] = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
    return token !== undefined && sameText(token, auth) ? { id: "bearer", token } : undefined;
  }
}

/** Makes the response to a request that is not served. */
export function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { jsonrpc: "2.0", id: null, error: { code: FORBIDDEN, message } },
    { status, headers },
  );
}
