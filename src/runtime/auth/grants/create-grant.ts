import type { Grant, GrantContext } from "./grant.js";
import { clientCredentialsGrant, crossAppGrant, jwtBearerGrant, privateKeyJwtGrant } from "./machine.js";
import type { GrantSpec } from "./grant-spec.js";
import { personGrant } from "./person.js";

/** Creates the grant that `options` describe. */
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
