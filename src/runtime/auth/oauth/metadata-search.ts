import type { FetchLike } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../../shared/json/json.js";
import { AuthorizationServerError } from "../auth-errors.js";
import { withinOrigin } from "../net/within-origin.js";
import { readObject } from "./answers/read-object.js";
import { asFailure } from "./failure.js";

/** Looks for one server's metadata in several places: a failure at one place counts only if no other place has it. */
export class MetadataSearch {
  readonly #fetch: FetchLike;
  /** For errors. */
  readonly #server: string;
  readonly #optional: boolean;
  readonly #pages = new Set<string>();
  #trouble: { readonly status: number; readonly url: URL } | undefined;

  /**
   * @param fetch the guarded one
   * @param optional the server may have no metadata, so that a 502 may come from a proxy without such a path
   */
  constructor(fetch: FetchLike, server: string, optional: boolean) {
    this.#fetch = withinOrigin(fetch);
    this.#server = server;
    this.#optional = optional;
  }

  /**
   * Fetches the object at `url`; `undefined` if there is none, or no answer for now. @throws AuthorizationServerError the
   * server cannot be reached
   */
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

  /** Whether `url` returned something other than an object. */
  isPage(url: URL): boolean {
    return this.#pages.has(url.href);
  }

  /** Call when nothing was found. @throws AuthorizationServerError the metadata may exist, but the server is failing */
  assertNoTrouble(): void {
    if (this.#trouble === undefined) return;
    const { status, url } = this.#trouble;
    throw new AuthorizationServerError("discovery", this.#server, {
      description: `HTTP ${status} for ${url.pathname}`,
      transient: true,
    });
  }
}
