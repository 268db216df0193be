import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keycloak } from "../installed.js";
import type { LoginServer } from "../login-server.js";
import { person } from "../person.js";
import { freePort, startProgram } from "../process.js";
import { startResourceServer } from "../resource-server.js";

const VERSION = "26.4.0";
/** The client that the resource server looks at tokens with (RFC 7662). */
const LOOKER = { clientId: "resource", secret: "of the resource server alone" };

/** A realm with one user, where anybody on this machine may register a client. Its settings are Keycloak's own where they are not here. */
function realm(): object {
  const policy = (name: string, providerId: string, config: object): object => ({
    name,
    providerId,
    subType: "anonymous",
    config,
  });
  return {
    realm: "logins",
    enabled: true,
    sslRequired: "none",
    revokeRefreshToken: true,
    users: [
      {
        username: "ada",
        email: "ada@example.com",
        firstName: "Ada",
        lastName: "L",
        emailVerified: true,
        enabled: true,
        credentials: [{ type: "password", value: "correct horse" }],
        realmRoles: ["offline_access", "default-roles-logins"],
      },
    ],
    clients: [{ ...LOOKER, publicClient: false, serviceAccountsEnabled: true, standardFlowEnabled: false }],
    clientScopes: ["read", "write"].map((name) => ({
      name,
      protocol: "openid-connect",
      attributes: { "include.in.token.scope": "true", "display.on.consent.screen": "true" },
    })),
    defaultOptionalClientScopes: ["read", "write", "offline_access"],
    components: {
      "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy": [
        policy("Consent Required", "consent-required", {}),
        policy("Max Clients Limit", "max-clients", { "max-clients": ["200"] }),
      ],
    },
  };
}

const keycloakRow: LoginServer = {
  name: `Keycloak ${VERSION}`,
  inCi: false,
  lacks: {},
  async start() {
    const dist = `${await keycloak(VERSION)}/keycloak-${VERSION}`;
    // It writes into its own folder: a database, and what it built.
    const folder = await mkdtemp(join(tmpdir(), "fmcp-keycloak-"));
    await cp(dist, folder, { recursive: true });
    await mkdir(`${folder}/data/import`, { recursive: true });
    await writeFile(`${folder}/data/import/logins.json`, JSON.stringify(realm()));
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}/realms/logins`;
    const options = [`--http-port=${port}`, "--http-host=127.0.0.1", "--import-realm", "--log-level=warn"];
    const stop = await startProgram(
      [`${folder}/bin/kc.sh`, "start-dev", ...options],
      `${issuer}/.well-known/openid-configuration`,
      { limitMs: 300_000, isUp: ({ ok }) => ok },
    );
    const server = await startResourceServer({
      issuer,
      scope: "read",
      scopeOf: async (token) => {
        const body = new URLSearchParams({ token, client_id: LOOKER.clientId, client_secret: LOOKER.secret });
        const endpoint = `${issuer}/protocol/openid-connect/token/introspect`;
        const answer = await (await fetch(endpoint, { method: "POST", body })).json();
        const { active, scope } = answer as { active: boolean; scope?: string };
        return active ? (scope ?? "") : undefined;
      },
    });
    return {
      url: server.url,
      tool: ["whoami", {}],
      agree: person("ada", "correct horse"),
      wantMore: () => void (server.callScope = "write"),
      stop: async () => {
        await server.close();
        await stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};

export const KEYCLOAK: readonly LoginServer[] = [keycloakRow];
