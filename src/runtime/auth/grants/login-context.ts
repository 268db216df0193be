import type { OAuthOptions } from "../auth.js";
import type { ClientAuthentication } from "../oauth/client-auth.js";
import type { GrantContext } from "./grant.js";

/** What a person's login needs. */
export interface LoginContext extends GrantContext {
  readonly options: OAuthOptions;
  readonly authentication: ClientAuthentication;
}
