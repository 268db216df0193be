import type { FetchLike } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../../shared/json/json.js";
import { AuthorizationServerError } from "../errors.js";
import { withinOrigin } from "../net/within-origin.js";
import { readObject } from "./answers/read-object.js";
import { asFailure } from "./failure.js";

/** Metadata of one server, looked for in several places: trouble at one of them counts only where the others have nothing. */
export class MetadataSearch {
  readonly #fetch: FetchLike;
  /** For errors. */
  readonly #server: string;
  readonly #optional: boolean;
  readonly #pages = new Set<string>();
  #trouble: { readonly status: number; readonly url: URL } | undefined;

  /** `fetch`: guarded. `optional`: the server may have no metadata, so that a 502 is that of a proxy that knows no such path. */
  constructor(fetch: FetchLike, server: string, optional: boolean) {
    this.#fetch = withinOrigin(fetch);
    this.#server = server;
    this.#optional = optional;
  }

  /** The object at `url`; `undefined`: there is none, or no answer to be had now. @throws AuthorizationServerError the server cannot be reached */
  async at(url: URL): Promise<JsonObject | undefined> {
    const response = await this.#fetch(url, { headers: { accept: "application/json" } }).catch(
      (error: unknown) => Promise.reject(asFailure("discovery", this.#server, error)),
    );
    const { ok, status } = response;
    if (ok) {
      const body = await readObject(response);
      if (body === undefined) this.#pages.add(url.href);
      return body;
    }
    const troubled = status >= 500 || status === 429 || status === 408;
    if (troubled && !(this.#optional && status === 502)) this.#trouble ??= { status, url };
    return undefined;
  }

  /** Whether something else than an object was at `url`. */
  isPage(url: URL): boolean {
    return this.#pages.has(url.href);
  }

  /** To be called where nothing was found. @throws AuthorizationServerError it may be there, and the server is in trouble */
  assertNoTrouble(): void {
    if (this.#trouble === undefined) return;
    const { status, url } = this.#trouble;
    throw new AuthorizationServerError("discovery", this.#server, {
      description: `HTTP ${status} for ${url.pathname}`,
      transient: true,
    });
  }
}
