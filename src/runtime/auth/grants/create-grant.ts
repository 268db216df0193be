import type { AuthOptions, BearerOptions, GrantOptions } from "../auth.js";
import type { Grant, GrantContext } from "./grant.js";
import { clientCredentialsGrant, crossAppGrant, jwtBearerGrant, privateKeyJwtGrant } from "./machine.js";
import { personGrant } from "./person.js";

/** Options of a grant: everything but a fixed token. */
export type GrantSpec = Exclude<AuthOptions, BearerOptions> & GrantOptions;

/** The grant that `options` describe. */
export async function createGrant(options: GrantSpec, context: GrantContext): Promise<Grant> {
  switch (options.type) {
    case "oauth":
      return personGrant(options, context);
    case "client_credentials":
      return clientCredentialsGrant(options, context);
    case "private_key_jwt":
      return privateKeyJwtGrant(options, context);
    case "jwt_bearer":
      return jwtBearerGrant(options, context);
    case "cross_app":
      return crossAppGrant(options, context);
  }
}

/** How this client names itself: what its records are kept under. */
export function clientName(options: GrantSpec): string {
  if (options.clientId !== undefined) return `id:${options.clientId}`;
  return options.type === "oauth" && options.clientMetadataUrl !== undefined
    ? `url:${options.clientMetadataUrl}`
    : "dynamic";
}
