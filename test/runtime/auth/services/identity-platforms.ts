import { BASIC, POST, jwt, byHand, own, SERVER, type Service } from "./service.js";
import { json } from "../support/world.js";

const AUTH0_PAGE =
  "https://auth0.com/docs/api/authentication/dynamic-application-client-registration/dynamic-application-registration";
const ENTRA_PAGE = "https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc";
const GOOGLE_PAGE = "https://accounts.google.com/.well-known/openid-configuration";

const AUTH0 = "https://acme.us.auth0.com";
const auth0 = {
  issuer: `${AUTH0}/`,
  authorization_endpoint: `${AUTH0}/authorize`,
  token_endpoint: `${AUTH0}/oauth/token`,
  device_authorization_endpoint: `${AUTH0}/oauth/device/code`,
  userinfo_endpoint: `${AUTH0}/userinfo`,
  mfa_challenge_endpoint: `${AUTH0}/mfa/challenge`,
  jwks_uri: `${AUTH0}/.well-known/jwks.json`,
  registration_endpoint: `${AUTH0}/oidc/register`,
  revocation_endpoint: `${AUTH0}/oauth/revoke`,
  scopes_supported: ["openid", "profile", "offline_access", "email"],
  response_types_supported: ["code", "token", "id_token", "code token"],
  code_challenge_methods_supported: ["S256", "plain"],
  token_endpoint_auth_methods_supported: [BASIC, POST, "private_key_jwt", "none"],
  request_uri_parameter_supported: false,
};
const auth0Token = {
  access_token: "at",
  refresh_token: "v1.rt",
  id_token: jwt("auth0"),
  scope: "openid offline_access",
  expires_in: 86_400,
  token_type: "Bearer",
};
const auth0At = {
  [`${AUTH0}/.well-known/oauth-authorization-server`]: auth0,
  [`${AUTH0}/oauth/token`]: auth0Token,
};
const ENTRA = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0";
const ENTRA_OAUTH = ENTRA.replace("/v2.0", "/oauth2/v2.0");
const entraAt = {
  // Only the form of OpenID Connect: the well-known path behind the issuer.
  [`${ENTRA}/.well-known/openid-configuration`]: {
    token_endpoint: `${ENTRA_OAUTH}/token`,
    token_endpoint_auth_methods_supported: [POST, "private_key_jwt", BASIC, "self_signed_tls_client_auth"],
    jwks_uri: ENTRA.replace("/v2.0", "/discovery/v2.0/keys"),
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: ENTRA,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${ENTRA_OAUTH}/authorize`,
    device_authorization_endpoint: `${ENTRA_OAUTH}/devicecode`,
    http_logout_supported: true,
    kerberos_endpoint: ENTRA.replace("/v2.0", "/kerberos"),
    tenant_region_scope: "EU",
    msgraph_host: "graph.microsoft.com",
  },
  [`${ENTRA_OAUTH}/token`]: {
    token_type: "Bearer",
    scope: "api://mcp/access",
    expires_in: 4599,
    ext_expires_in: 4599,
    access_token: "at",
    refresh_token: "0.AX",
  },
};
const GOOGLE = "https://accounts.google.com";
const googleAt = {
  [`${GOOGLE}/.well-known/oauth-authorization-server`]: {
    issuer: GOOGLE,
    authorization_endpoint: `${GOOGLE}/o/oauth2/v2/auth`,
    device_authorization_endpoint: "https://oauth2.googleapis.com/device/code",
    token_endpoint: "https://oauth2.googleapis.com/token",
    revocation_endpoint: "https://oauth2.googleapis.com/revoke",
    response_types_supported: ["code", "token", "id_token", "none"],
    scopes_supported: ["openid", "email", "profile"],
    token_endpoint_auth_methods_supported: [POST, BASIC],
    code_challenge_methods_supported: ["plain", "S256"],
  },
  // Without a refresh token after the first consent.
  "https://oauth2.googleapis.com/token": {
    access_token: "at",
    expires_in: 3599,
    scope: "openid",
    token_type: "Bearer",
    id_token: jwt("google"),
  },
};

export const IDENTITY_PLATFORMS: readonly Service[] = [
  {
    name: "Auth0, its issuer without the slash in the resource metadata, which the metadata has",
    page: AUTH0_PAGE,
    serverUrl: SERVER,
    resource: own(AUTH0),
    places: {
      ...auth0At,
      [`${AUTH0}/oidc/register`]: json(
        {
          client_name: "fmcp-codegen",
          client_id: "tpc_1",
          token_endpoint_auth_method: "none",
          grant_types: ["authorization_code"],
          client_secret_expires_at: 0,
        },
        201,
      ),
    },
    want: "in",
    form: { client_id: "tpc_1", resource: SERVER },
  },
  {
    name: "Auth0 without dynamic registration",
    page: AUTH0_PAGE,
    serverUrl: SERVER,
    resource: own(`${AUTH0}/`),
    places: {
      ...auth0At,
      [`${AUTH0}/oidc/register`]: json(
        { statusCode: 403, error: "Forbidden", message: "Dynamic client registration is not enabled" },
        403,
      ),
    },
    want: [
      "AUTH_SERVER",
      /Forbidden: Dynamic client registration is not enabled\. Register a client by hand at https:\/\/acme\.us\.auth0\.com\/ .*clientId/,
    ],
  },
  {
    name: "Entra, which lists no PKCE methods and registers nobody",
    page: ENTRA_PAGE,
    serverUrl: SERVER,
    resource: own(ENTRA),
    places: entraAt,
    options: { ...byHand, allowUnlistedPkce: true },
    want: "in",
    form: { client_id: "app-1", client_secret: "shh" },
  },
  {
    name: "Entra without allowUnlistedPkce",
    page: ENTRA_PAGE,
    serverUrl: SERVER,
    resource: own(ENTRA),
    places: entraAt,
    options: byHand,
    want: ["AUTH_DISCOVERY", /allowUnlistedPkce/],
  },
  {
    name: "Entra without a client",
    page: ENTRA_PAGE,
    serverUrl: SERVER,
    resource: own(ENTRA),
    places: entraAt,
    options: { allowUnlistedPkce: true },
    want: ["AUTH_DISCOVERY", /does not register clients dynamically.*clientId/],
  },
  {
    name: "Entra that refuses, with an error of many members",
    page: ENTRA_PAGE,
    serverUrl: SERVER,
    resource: own(ENTRA),
    places: {
      ...entraAt,
      [`${ENTRA_OAUTH}/token`]: json(
        {
          error: "invalid_grant",
          error_description: "AADSTS54005: OAuth2 Authorization code was already redeemed",
          error_codes: [54005],
          timestamp: "2026-01-01 00:00:00Z",
          trace_id: "t",
          correlation_id: "c",
        },
        400,
      ),
    },
    options: { ...byHand, allowUnlistedPkce: true },
    want: ["AUTH_SERVER", /invalid_grant: AADSTS54005/],
  },
  {
    name: "Google, its issuer with a slash in the resource metadata, which the metadata lacks",
    page: GOOGLE_PAGE,
    serverUrl: "https://calendarmcp.googleapis.com/mcp/v1",
    resource: {
      resource: "https://calendarmcp.googleapis.com/mcp/v1",
      authorization_servers: [`${GOOGLE}/`],
    },
    places: googleAt,
    options: byHand,
    want: "in",
    form: { client_id: "app-1", client_secret: "shh" },
  },
];
