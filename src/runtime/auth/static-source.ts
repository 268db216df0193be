import type { Challenge } from "./challenge.js";
import type { CredentialSource, Credentials, RequestFacts } from "./credential-source.js";
import { CredentialsRefusedError, ScopeRefusedError } from "./errors.js";
import type { AuthStatus } from "./http-auth.js";

/**
 * A token from the user: fixed, or asked for before every request. One that is refused is asked for once more, and used
 * if it is another one now.
 */
export class TokenSource implements CredentialSource {
  readonly pending = undefined;
  readonly #serverUrl: string;
  readonly #token: (request: RequestFacts) => string | Promise<string>;
  readonly #kind: AuthStatus["kind"];
  #asked = 0;

  constructor(
    serverUrl: string,
    token: (request: RequestFacts) => string | Promise<string>,
    kind: AuthStatus["kind"],
  ) {
    this.#serverUrl = serverUrl;
    this.#token = token;
    this.#kind = kind;
  }

  async current(request: RequestFacts): Promise<Credentials> {
    return { token: await this.#token(request), generation: this.#asked++ };
  }

  async challenged(
    challenge: Challenge,
    used: Credentials,
    _response: Response,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (challenge.status === 403) throw new ScopeRefusedError(this.#serverUrl, challenge.scope);
    const again = await this.current({ url: new URL(this.#serverUrl), init: {}, signal });
    if (again.token === used.token)
      throw new CredentialsRefusedError(this.#serverUrl, challenge.errorDescription ?? challenge.error);
  }

  accepted(): void {}

  async prepare(): Promise<void> {}

  async login(): Promise<undefined> {
    return undefined;
  }

  async logout(): Promise<void> {}

  async status(): Promise<AuthStatus> {
    return { kind: this.#kind, authorized: true };
  }
}
