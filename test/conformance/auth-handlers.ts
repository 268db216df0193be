import type { Auth } from "../../src/runtime/auth/index.js";

/** `MCP_CONFORMANCE_CONTEXT` of a scenario. */
export type ScenarioContext = Readonly<Record<string, string | undefined>>;

/** The suite's own client metadata document; its authorization servers take it unread. */
const CLIENT_METADATA_URL = "https://conformance-test.local/client-metadata.json";

/**
 * The `auth` option for an `auth/…` scenario: what a user of the package would write. Everything that a check looks at is
 * the runtime's doing.
 */
export function authForScenario(scenario: string, context: ScenarioContext): Auth {
  const { client_id: clientId = "", client_secret: clientSecret = "" } = context;
  switch (scenario) {
    case "auth/pre-registration":
      return { type: "oauth", clientId, clientSecret, ...unattended };
    case "auth/client-credentials-basic":
      return { type: "client_credentials", clientId, clientSecret };
    case "auth/client-credentials-jwt":
      return {
        type: "private_key_jwt",
        clientId,
        privateKey: context["private_key_pem"] ?? "",
        algorithm: context["signing_algorithm"] ?? "ES256",
      };
    case "auth/enterprise-managed-authorization":
      return {
        type: "cross_app",
        clientId,
        clientSecret,
        idp: {
          clientId: context["idp_client_id"] ?? "",
          idToken: context["idp_id_token"] ?? "",
          tokenEndpoint: context["idp_token_endpoint"] ?? "",
        },
      };
    case "auth/wif-jwt-bearer":
      return { type: "jwt_bearer", clientId, assertion: context["valid_jwt"] ?? "" };
    case "auth/dpop":
    case "auth/dpop-nonce":
      return { type: "oauth", dpop: true, ...unattended };
    default:
      return { type: "oauth", clientMetadataUrl: CLIENT_METADATA_URL, ...unattended };
  }
}

/** The person in front of the browser: the suite's authorization pages redirect to the callback at once. */
const unattended = {
  storage: "memory",
  async openUrl(url: URL): Promise<void> {
    await (await fetch(url)).arrayBuffer();
  },
} as const;
