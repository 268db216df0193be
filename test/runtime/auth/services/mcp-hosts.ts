import { BASIC, POST, jwt, byHand, own, SERVER, type Service } from "./service.js";
import { json } from "../support/world.js";

const CLOUDFLARE_PAGE = "https://github.com/cloudflare/workers-oauth-provider";
const STYTCH_PAGE =
  "https://stytch.com/docs/api-reference/b2b/api/connected-apps/exchange-authorization-code";
const GITHUB_PAGE =
  "https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app";
const ATLASSIAN_PAGE =
  "https://support.atlassian.com/atlassian-rovo-mcp-server/docs/using-with-other-supported-mcp-clients/";

const STYTCH = "https://acme.customers.stytch.com";
const CLOUDFLARE = "https://radar.mcp.example.com";
const GITHUB = "https://github.com/login/oauth";
const githubAt = {
  "https://github.com/.well-known/oauth-authorization-server/login/oauth": {
    issuer: GITHUB,
    authorization_endpoint: `${GITHUB}/authorize`,
    token_endpoint: `${GITHUB}/access_token`,
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    service_documentation: "https://docs.github.com/apps",
    code_challenge_methods_supported: ["S256"],
  },
};
const githubResource = {
  resource_name: "GitHub MCP Server",
  resource: "https://api.githubcopilot.com/mcp/",
  authorization_servers: [GITHUB],
  bearer_methods_supported: ["header"],
  scopes_supported: ["repo", "read:org"],
};
const ATLASSIAN = "https://auth.atlassian.com";
const atlassian = (issuer: string, at: string): object => ({
  issuer,
  authorization_endpoint: `${at}/v1/authorize`,
  token_endpoint: `${at}/v1/token`,
  registration_endpoint: `${at}/v1/register`,
  response_types_supported: ["code"],
  response_modes_supported: ["query"],
  grant_types_supported: ["authorization_code", "refresh_token"],
  token_endpoint_auth_methods_supported: [BASIC, POST, "none"],
  revocation_endpoint: `${at}/v1/token`,
  code_challenge_methods_supported: ["plain", "S256"],
});

export const MCP_HOSTS: readonly Service[] = [
  {
    name: "a Cloudflare worker, its own authorization server, without resource metadata, which gives a secret",
    page: CLOUDFLARE_PAGE,
    serverUrl: `${CLOUDFLARE}/mcp`,
    places: {
      [`${CLOUDFLARE}/.well-known/oauth-authorization-server`]: { ...atlassian(CLOUDFLARE, CLOUDFLARE) },
      [`${CLOUDFLARE}/v1/register`]: json(
        {
          client_id: "ZCV41",
          client_secret: "s",
          token_endpoint_auth_method: BASIC,
          redirect_uris: [],
          registration_client_uri: "/register/ZCV41",
          client_id_issued_at: 1,
        },
        201,
      ),
      [`${CLOUDFLARE}/v1/token`]: {
        access_token: "at",
        token_type: "bearer",
        expires_in: 3600,
        refresh_token: "u:g:r",
        scope: "user:read",
      },
    },
    want: "in",
    form: { client_id: "ZCV41" },
  },
  {
    name: "Stytch Connected Apps, which answers with members of its own",
    page: STYTCH_PAGE,
    serverUrl: SERVER,
    resource: own(STYTCH),
    places: {
      [`${STYTCH}/.well-known/oauth-authorization-server`]: {
        issuer: STYTCH,
        authorization_endpoint: "https://app.example.com/oauth/authorize",
        token_endpoint: `${STYTCH}/v1/oauth2/token`,
        registration_endpoint: `${STYTCH}/v1/oauth2/register`,
        revocation_endpoint: `${STYTCH}/v1/oauth2/revoke`,
        jwks_uri: `${STYTCH}/.well-known/jwks.json`,
        scopes_supported: ["openid", "profile", "email", "phone", "offline_access"],
        response_types_supported: ["code"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        token_endpoint_auth_methods_supported: [BASIC, POST, "none"],
        code_challenge_methods_supported: ["S256"],
        client_id_metadata_document_supported: true,
      },
      [`${STYTCH}/v1/oauth2/register`]: json(
        {
          client_id: "connected-app-1",
          client_name: "fmcp-codegen",
          grant_types: ["authorization_code", "refresh_token"],
          redirect_uris: ["http://127.0.0.1/callback"],
          response_types: ["code"],
          token_endpoint_auth_method: "none",
        },
        200,
      ),
      [`${STYTCH}/v1/oauth2/token`]: {
        access_token: "at",
        expires_in: 3600,
        id_token: jwt("stytch"),
        refresh_token: "rt",
        scope: "openid email profile phone",
        request_id: "r",
        status_code: 200,
        token_type: "bearer",
      },
    },
    want: "in",
    form: { client_id: "connected-app-1" },
  },
  {
    name: "Stytch with a client id metadata document",
    page: STYTCH_PAGE,
    serverUrl: SERVER,
    resource: own(STYTCH),
    places: {
      [`${STYTCH}/.well-known/oauth-authorization-server`]: {
        issuer: STYTCH,
        authorization_endpoint: "https://app.example.com/a",
        token_endpoint: `${STYTCH}/t`,
        code_challenge_methods_supported: ["S256"],
        client_id_metadata_document_supported: true,
      },
      [`${STYTCH}/t`]: { access_token: "at", token_type: "bearer" },
    },
    options: { clientMetadataUrl: "https://app.example.com/client.json" },
    want: "in",
    form: { client_id: "https://app.example.com/client.json" },
  },
  {
    name: "GitHub, whose resource has a slash that its usual URL lacks, and whose tokens do not expire and list scopes with commas",
    page: GITHUB_PAGE,
    serverUrl: "https://api.githubcopilot.com/mcp",
    resource: githubResource,
    places: {
      ...githubAt,
      [`${GITHUB}/access_token`]: { access_token: "at", token_type: "bearer", scope: "repo,read:org" },
    },
    options: byHand,
    want: "in",
    form: { client_id: "app-1", resource: "https://api.githubcopilot.com/mcp/" },
  },
  {
    name: "GitHub that refuses, with status 200",
    page: GITHUB_PAGE,
    serverUrl: "https://api.githubcopilot.com/mcp/",
    resource: githubResource,
    places: {
      ...githubAt,
      [`${GITHUB}/access_token`]: {
        error: "bad_verification_code",
        error_description: "The code passed is incorrect or expired.",
        error_uri: "/x",
      },
    },
    options: byHand,
    want: ["AUTH_SERVER", /bad_verification_code: The code passed is incorrect or expired/],
  },
  {
    name: "GitHub without a client",
    page: GITHUB_PAGE,
    serverUrl: "https://api.githubcopilot.com/mcp/",
    resource: githubResource,
    places: githubAt,
    want: [
      "AUTH_DISCOVERY",
      /by hand at https:\/\/github\.com\/login\/oauth \(see https:\/\/docs\.github\.com\/apps\)/,
    ],
  },
  {
    name: "Atlassian, when its documents agree",
    page: ATLASSIAN_PAGE,
    serverUrl: "https://mcp.atlassian.example/v1/mcp",
    places: {
      "https://mcp.atlassian.example/.well-known/oauth-authorization-server": atlassian(
        "https://mcp.atlassian.example",
        "https://cf.mcp.atlassian.example",
      ),
      "https://cf.mcp.atlassian.example/v1/register": json(
        {
          client_id: "atl-1",
          redirect_uris: [],
          client_name: "x",
          token_endpoint_auth_method: "none",
          registration_client_uri: "/r",
          client_id_issued_at: 1,
        },
        201,
      ),
      "https://cf.mcp.atlassian.example/v1/token": {
        access_token: "at",
        token_type: "bearer",
        expires_in: 3300,
        refresh_token: "rt",
        scope: "",
      },
    },
    want: "in",
    form: { client_id: "atl-1" },
  },
  {
    name: "Atlassian, whose metadata named another host: a mix-up, for all that a client can see",
    page: ATLASSIAN_PAGE,
    serverUrl: "https://mcp.atlassian.example/v1/mcp",
    places: {
      "https://mcp.atlassian.example/.well-known/oauth-authorization-server": atlassian(
        "https://cf.mcp.atlassian.example",
        "https://cf.mcp.atlassian.example",
      ),
    },
    want: ["AUTH_DISCOVERY", /names another issuer, https:\/\/cf\.mcp\.atlassian\.example/],
  },
  {
    name: "Atlassian, whose metadata dropped the path of the issuer",
    page: ATLASSIAN_PAGE,
    serverUrl: "https://mcp.atlassian.example/v1/mcp/authv2",
    resource: {
      resource: "https://mcp.atlassian.example/v1/mcp/authv2",
      authorization_servers: [`${ATLASSIAN}/VCeDsk8Z`],
    },
    places: {
      [`${ATLASSIAN}/.well-known/oauth-authorization-server/VCeDsk8Z`]: atlassian(ATLASSIAN, ATLASSIAN),
    },
    want: ["AUTH_DISCOVERY", /names another issuer, https:\/\/auth\.atlassian\.com;/],
  },
];
