import { BASIC, POST, jwt, byHand, own, SERVER, type Service } from "./service.js";
import { json } from "../support/world.js";

const OKTA_PAGE = "https://developer.okta.com/docs/api/openapi/okta-oauth/oauth/customas";
const JUMPCLOUD_PAGE = "https://github.com/anomalyco/opencode/issues/50036";
const COGNITO_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html";
const WORKOS_PAGE = "https://workos.com/docs/authkit/mcp";

const OKTA = "https://dev-1.okta.com/oauth2/default";
const oktaAt = {
  "https://dev-1.okta.com/.well-known/oauth-authorization-server/oauth2/default": {
    issuer: OKTA,
    authorization_endpoint: `${OKTA}/v1/authorize`,
    token_endpoint: `${OKTA}/v1/token`,
    registration_endpoint: "https://dev-1.okta.com/oauth2/v1/clients",
    jwks_uri: `${OKTA}/v1/keys`,
    response_types_supported: ["code", "token", "id_token", "code id_token"],
    grant_types_supported: ["authorization_code", "refresh_token", "client_credentials"],
    scopes_supported: ["openid", "profile", "offline_access"],
    token_endpoint_auth_methods_supported: [BASIC, POST, "client_secret_jwt", "private_key_jwt", "none"],
    code_challenge_methods_supported: ["S256"],
    revocation_endpoint: `${OKTA}/v1/revoke`,
    request_parameter_supported: true,
  },
  // Registration is for administrators with a token of Okta's.
  "https://dev-1.okta.com/oauth2/v1/clients": json(
    {
      errorCode: "E0000006",
      errorSummary: "You do not have permission to perform the requested action",
      errorLink: "E0000006",
      errorId: "oae1",
      errorCauses: [],
    },
    403,
  ),
  [`${OKTA}/v1/token`]: {
    token_type: "Bearer",
    expires_in: 3600,
    access_token: "at",
    scope: "openid",
    refresh_token: "rt",
  },
};
const JUMPCLOUD = "https://oauth.id.jumpcloud.com";
const COGNITO = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc123";
const COGNITO_DOMAIN = "https://acme.auth.eu-west-1.amazoncognito.com";
const cognitoAt = {
  [`${COGNITO}/.well-known/openid-configuration`]: {
    authorization_endpoint: `${COGNITO_DOMAIN}/oauth2/authorize`,
    end_session_endpoint: `${COGNITO_DOMAIN}/logout`,
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: COGNITO,
    jwks_uri: `${COGNITO}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    revocation_endpoint: `${COGNITO_DOMAIN}/oauth2/revoke`,
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint: `${COGNITO_DOMAIN}/oauth2/token`,
    token_endpoint_auth_methods_supported: [BASIC, POST],
    userinfo_endpoint: `${COGNITO_DOMAIN}/oauth2/userInfo`,
  },
  [`${COGNITO_DOMAIN}/oauth2/token`]: {
    access_token: "at",
    id_token: jwt("cognito"),
    refresh_token: "rt",
    token_type: "Bearer",
    expires_in: 3600,
  },
};
const WORKOS = "https://acme.authkit.app";

export const IDENTITY_PROVIDERS: readonly Service[] = [
  {
    name: "Okta with a client of an administrator's",
    page: OKTA_PAGE,
    serverUrl: SERVER,
    resource: own(OKTA),
    places: oktaAt,
    options: byHand,
    want: "in",
    form: { client_id: "app-1" },
  },
  {
    name: "Okta without a client, which only administrators register",
    page: OKTA_PAGE,
    serverUrl: SERVER,
    resource: own(OKTA),
    places: oktaAt,
    want: [
      "AUTH_SERVER",
      /HTTP 403.*Register a client by hand at https:\/\/dev-1\.okta\.com\/oauth2\/default/,
    ],
  },
  {
    name: "JumpCloud, which registers nobody, and whose issuer has a slash that the resource metadata lacks",
    page: JUMPCLOUD_PAGE,
    serverUrl: SERVER,
    resource: own(JUMPCLOUD),
    places: {
      [`${JUMPCLOUD}/.well-known/oauth-authorization-server`]: {
        issuer: `${JUMPCLOUD}/`,
        authorization_endpoint: `${JUMPCLOUD}/oauth2/auth`,
        token_endpoint: `${JUMPCLOUD}/oauth2/token`,
        revocation_endpoint: `${JUMPCLOUD}/oauth2/revoke`,
        response_types_supported: ["code", "code id_token", "id_token"],
        scopes_supported: ["offline_access", "offline", "openid"],
        token_endpoint_auth_methods_supported: [POST, BASIC, "private_key_jwt", "none"],
        code_challenge_methods_supported: ["plain", "S256"],
      },
      [`${JUMPCLOUD}/oauth2/token`]: {
        access_token: "at",
        expires_in: 3599,
        refresh_token: "ory_rt_1",
        scope: "offline_access",
        token_type: "bearer",
      },
    },
    options: byHand,
    want: "in",
    form: { client_id: "app-1" },
  },
  {
    name: "Cognito, which lists no PKCE methods and registers nobody",
    page: COGNITO_PAGE,
    serverUrl: SERVER,
    resource: own(COGNITO),
    places: cognitoAt,
    options: { ...byHand, allowUnlistedPkce: true },
    want: "in",
    form: { client_id: "app-1" },
  },
  {
    name: "Cognito that refuses the client in the way that it lists first",
    page: COGNITO_PAGE,
    serverUrl: SERVER,
    resource: own(COGNITO),
    places: {
      ...cognitoAt,
      [`${COGNITO_DOMAIN}/oauth2/token`]: ({ headers }) =>
        headers.has("authorization")
          ? json({ error: "invalid_client" }, 400)
          : { access_token: "at", token_type: "Bearer", expires_in: 3600 },
    },
    options: { ...byHand, allowUnlistedPkce: true },
    want: "in",
    form: { client_id: "app-1", client_secret: "shh" },
  },
  {
    name: "WorkOS AuthKit",
    page: WORKOS_PAGE,
    serverUrl: SERVER,
    resource: { ...own(WORKOS), bearer_methods_supported: ["header"] },
    places: {
      [`${WORKOS}/.well-known/oauth-authorization-server`]: {
        authorization_endpoint: `${WORKOS}/oauth2/authorize`,
        code_challenge_methods_supported: ["S256"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        introspection_endpoint: `${WORKOS}/oauth2/introspection`,
        issuer: WORKOS,
        registration_endpoint: `${WORKOS}/oauth2/register`,
        scopes_supported: ["email", "offline_access", "openid", "profile"],
        response_modes_supported: ["query"],
        response_types_supported: ["code"],
        token_endpoint: `${WORKOS}/oauth2/token`,
        token_endpoint_auth_methods_supported: ["none", POST, BASIC],
      },
      [`${WORKOS}/oauth2/register`]: json(
        {
          client_id: "client_01",
          client_name: "fmcp-codegen",
          token_endpoint_auth_method: "none",
          client_id_issued_at: 1,
        },
        201,
      ),
      [`${WORKOS}/oauth2/token`]: {
        access_token: "at",
        expires_in: 300,
        refresh_token: "rt",
        token_type: "bearer",
        id_token: jwt("workos"),
      },
    },
    want: "in",
    form: { client_id: "client_01" },
  },
];
