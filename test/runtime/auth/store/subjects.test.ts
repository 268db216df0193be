import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  FileTokenStore,
  MemoryTokenStore,
  subjectsIn,
  type TokenStore,
} from "../../../../src/runtime/auth/index.js";
import { visitor, type World } from "../support/world.js";

const AS = "https://as.example.com";
const world = (path: string): World => ({
  serverUrl: `https://mcp.example.com${path}`,
  places: {
    [`https://mcp.example.com/.well-known/oauth-protected-resource${path}`]: {
      resource: `https://mcp.example.com${path}`,
      authorization_servers: [AS],
    },
    [`${AS}/.well-known/oauth-authorization-server`]: {
      issuer: AS,
      authorization_endpoint: `${AS}/authorize`,
      token_endpoint: `${AS}/token`,
      response_types_supported: ["code"],
      code_challenge_methods_supported: ["S256"],
    },
    [`${AS}/token`]: { access_token: "at", token_type: "Bearer", expires_in: 3600 },
  },
});

function ownStore(lists: boolean): TokenStore {
  const values = new Map<string, unknown>();
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => values.set(key, value),
    delete: async (key) => values.delete(key),
    ...(lists && { list: async () => [...values.keys()] }),
  };
}

describe("subjectsIn", () => {
  it.each<[string, () => TokenStore]>([
    ["a folder", () => new FileTokenStore(join(mkdtempSync(join(tmpdir(), "subjects-")), "tokens"))],
    ["memory", () => new MemoryTokenStore()],
    ["a store with a list", () => ownStore(true)],
  ])("%s tells who is logged in to one server, until they log out", async (_, store) => {
    const storage = store();
    const [weather, maps] = [world("/weather"), world("/maps")];
    const login = async (of: World, subject: string): Promise<void> => {
      const { call } = visitor(of, { storage, subject, clientId: "c" });
      expect(await call()).toMatchObject({ result: "in" });
    };
    expect(await subjectsIn(storage, weather.serverUrl)).toEqual([]);
    await login(weather, "grace");
    await login(weather, "ada");
    await login(maps, "linus");
    expect(await subjectsIn(storage, `${weather.serverUrl}#top`)).toEqual(["ada", "grace"]);
    await visitor(weather, { storage, subject: "ada", clientId: "c" }).auth.logout();
    expect(await subjectsIn(storage, weather.serverUrl)).toEqual(["grace"]);
  });

  it("names the store that cannot list", async () => {
    await expect(subjectsIn(ownStore(false), "https://mcp.example.com/")).rejects.toThrow(
      "This token store has no list()",
    );
  });
});
