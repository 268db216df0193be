import type { OAuthOptions } from "../auth.js";
import type { ClientAuthentication } from "../oauth/client-auth.js";
import type { GrantContext } from "./grant.js";

/** What the ways to log a person in work with. */
export interface LoginContext extends GrantContext {
  readonly options: OAuthOptions;
  readonly authentication: ClientAuthentication;
}
