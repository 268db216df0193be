import type { Challenge } from "./challenge.js";
import type { CredentialSource, Credentials } from "./credential-source.js";
import { AuthConfigError, CredentialsRefusedError, ScopeRefusedError } from "./auth-errors.js";
import type { AuthStatus } from "./http-auth.js";

/** A fixed token: when it is refused, the caller gets the error. */
export class BearerSource implements CredentialSource {
  readonly pending = undefined;
  readonly #serverUrl: string;
  readonly #token: string;

  /** @throws AuthConfigError the token cannot be sent in a header, or includes the word `Bearer` */
  constructor(serverUrl: string, token: string) {
    if (!/^[\x21-\x7e]+$/.test(token)) {
      const hint = /^bearer\s/i.test(token) ? ', without the "Bearer" prefix' : "";
      throw new AuthConfigError(`A bearer token consists of visible ASCII characters without spaces${hint}.`);
    }
    this.#serverUrl = serverUrl;
    this.#token = token;
  }

  async current(): Promise<Credentials> {
    return { token: this.#token, generation: 0 };
  }

  async challenged(challenge: Challenge): Promise<void> {
    if (challenge.status === 403) throw new ScopeRefusedError(this.#serverUrl, challenge.scope);
    throw new CredentialsRefusedError(this.#serverUrl, challenge.errorDescription ?? challenge.error);
  }

  accepted(): void {}

  async prepare(): Promise<void> {}

  async login(): Promise<undefined> {
    return undefined;
  }

  async logout(): Promise<void> {}

  async status(): Promise<AuthStatus> {
    return { kind: "bearer", authorized: true };
  }
}
