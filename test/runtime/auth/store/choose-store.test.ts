import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileTokenStore, MemoryTokenStore } from "../../../../src/runtime/auth/index.js";
import type { GrantSpec } from "../../../../src/runtime/auth/grants/grant-spec.js";
import { type StoreUser, tokenStoreFor } from "../../../../src/runtime/auth/store/choose-store.js";
import { tokenOwner } from "../../../../src/runtime/auth/store/token-owner.js";
import type { TokenStore } from "../../../../src/runtime/auth/store/token-store.js";

const SERVER = "https://mcp.example/mcp";

const stranger = (): StoreUser => ({ subject: undefined, owner: {}, localUser: false });

function storeFor(options: GrantSpec, user: Partial<StoreUser> = {}): TokenStore {
  const whole = { ...stranger(), ...user };
  return tokenStoreFor(options, whole);
}

/** A store of somebody else's making, such as a Keyv over Redis. */
function sharedStore(): TokenStore {
  const values = new Map<string, unknown>();
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => values.set(key, value),
    delete: async (key) => values.delete(key),
  };
}

const person = (storage?: GrantSpec["storage"]): GrantSpec => ({
  type: "oauth",
  openUrl: () => undefined,
  ...(storage !== undefined && { storage }),
});
const assertion = (storage?: GrantSpec["storage"]): GrantSpec => ({
  type: "jwt_bearer",
  assertion: () => "made by a function",
  ...(storage !== undefined && { storage }),
});

describe("tokenStoreFor", () => {
  it("gives each client a store in memory of its own", () => {
    const options: GrantSpec = { type: "client_credentials", clientId: "a", clientSecret: "b" };
    const owner = {};
    expect(storeFor(options, { owner })).toBe(storeFor(options, { owner }));
    expect(storeFor(options)).not.toBe(storeFor(options));
    expect(storeFor({ ...options, storage: "memory" })).not.toBe(storeFor({ ...options, storage: "memory" }));
  });

  it.each<[string, GrantSpec, Partial<StoreUser>, typeof FileTokenStore | typeof MemoryTokenStore]>([
    ["files for the person at this machine", { type: "oauth" }, {}, FileTokenStore],
    ["files for a person who is named", person(), { subject: "alice" }, FileTokenStore],
    ["files for the command line", person(), { localUser: true }, FileTokenStore],
    ["memory for a page that the program shows to any visitor", person(), {}, MemoryTokenStore],
    ["memory for machines", { type: "jwt_bearer", assertion: "a" }, {}, MemoryTokenStore],
  ])("uses %s by default", (_intent, options, user, want) => {
    expect(storeFor(options, user)).toBeInstanceOf(want);
  });

  it.each<[string, GrantSpec]>([
    ["the assertion", assertion()],
    [
      "the ID token",
      { type: "cross_app", clientId: "app", idp: { clientId: "idp", idToken: async () => "alice" } },
    ],
  ])("refuses any store without a subject where a function makes %s", (_intent, options) => {
    for (const storage of ["memory", new MemoryTokenStore(), sharedStore()] as const)
      expect(() => storeFor({ ...options, storage })).toThrow(/is a function, .* Set "subject"/);
    expect(() => storeFor(options)).toThrow(/is a function, .* Set "subject"/);
    expect(() => storeFor(options, { subject: "alice" })).not.toThrow();
  });

  it("accepts a function that signs for a fixed client", () => {
    const signing: GrantSpec = { type: "private_key_jwt", clientId: "app", assertion: () => "signed" };
    expect(() => storeFor(signing)).not.toThrow();
  });

  it.each<[string, (storage: TokenStore) => GrantSpec]>([
    ["a person", person],
    [
      "a function that signs",
      (storage) => ({ type: "private_key_jwt", clientId: "app", assertion: () => "signed", storage }),
    ],
  ])("refuses a shared store without a subject for %s", (_intent, options) => {
    expect(() => storeFor(options(sharedStore()))).toThrow(
      /does not say whose tokens it stores. Set "subject"/,
    );
    expect(() => storeFor(options(sharedStore()), { subject: "alice" })).not.toThrow();
  });

  it.each<[string, "file" | TokenStore]>([
    ["a folder", new FileTokenStore(mkdtempSync(join(tmpdir(), "people-")))],
    ["the default folder", "file"],
  ])("refuses %s, which outlives this process, without a subject", (_intent, storage) => {
    expect(() => storeFor(person(storage))).toThrow(/Set "subject"/);
    expect(() => storeFor(assertion(storage))).toThrow(/Set "subject"/);
    expect(() => storeFor(person(storage), { subject: "bob" })).not.toThrow();
    expect(() => storeFor(person(storage), { localUser: true })).not.toThrow();
    expect(() => storeFor({ type: "oauth", storage })).not.toThrow();
  });

  it("reserves a memory store for the first client that uses it without a subject", () => {
    const options = person(new MemoryTokenStore());
    const owner = {};
    expect(() => [storeFor(options, { owner }), storeFor(options, { owner })]).not.toThrow();
    expect(() => storeFor(options)).toThrow(/Set "subject"/);
    expect(() => storeFor(options, { subject: "bob" })).not.toThrow();
  });

  it("accepts a shared store without a subject if the options tell people apart", () => {
    expect(() => storeFor({ type: "jwt_bearer", assertion: "alice", storage: sharedStore() })).not.toThrow();
  });
});

describe("tokenOwner", () => {
  const base: GrantSpec = { type: "client_credentials", clientId: "app", clientSecret: "right" };
  const holder = (options: GrantSpec, subject?: string): string =>
    tokenOwner(SERVER, options, subject).holder;

  it.each<[string, string, string]>([
    ["the secret", holder(base), holder({ ...base, clientSecret: "wrong" })],
    ["the grant", holder(base), holder({ type: "oauth", clientId: "app", clientSecret: "right" })],
    ["the subject", holder(base, "alice"), holder(base, "bob")],
    ["having a subject", holder(base), holder(base, "null")],
    [
      "the assertion",
      holder({ type: "jwt_bearer", assertion: "alice" }),
      holder({ type: "jwt_bearer", assertion: "bob" }),
    ],
    [
      "the private key",
      holder({ type: "private_key_jwt", clientId: "app", privateKey: { kty: "EC", d: "1" } }),
      holder({ type: "private_key_jwt", clientId: "app", privateKey: { kty: "EC", d: "2" } }),
    ],
    [
      "the person's ID token",
      holder({ type: "cross_app", clientId: "app", idp: { clientId: "idp", idToken: "alice" } }),
      holder({ type: "cross_app", clientId: "app", idp: { clientId: "idp", idToken: "bob" } }),
    ],
  ])("differs by %s", (_intent, one, other) => {
    expect(one).not.toBe(other);
  });

  it("holds no secret", () => {
    expect(JSON.stringify(tokenOwner(SERVER, base, "alice"))).not.toMatch(/right/);
  });
});
