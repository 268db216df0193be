import { describe, expect, it } from "vitest";
import { freshness, tokenRecord } from "../../../../src/runtime/auth/oauth/token-record.js";

const facts = { issuer: "https://as", clientId: "c", requestedScope: "a", now: 1_000_000 };
const bearer = { access_token: "t", token_type: "Bearer" };

describe("tokenRecord", () => {
  it.each([
    ["expiry becomes absolute", { ...bearer, expires_in: 3600 }, { expiresAt: 4_600_000 }],
    ["no expiry stays none", bearer, { expiresAt: undefined }],
    ["the granted scope", { ...bearer, scope: "b" }, { scope: "b", requestedScope: "a" }],
    ["the scope asked for, where the answer names none", bearer, { scope: "a" }],
  ])("%s", (_, tokens, want) =>
    expect(tokenRecord(tokens, facts)).toMatchObject(JSON.parse(JSON.stringify(want)) as object),
  );

  it("keeps the refresh token that is not rotated, and the scopes", () => {
    const previous = tokenRecord({ ...bearer, refresh_token: "r", scope: "a b" }, facts);
    const next = tokenRecord(
      { ...bearer, access_token: "u" },
      { ...facts, requestedScope: undefined, previous },
    );
    expect(next).toMatchObject({ accessToken: "u", refreshToken: "r", scope: "a b", requestedScope: "a" });
    expect(tokenRecord({ ...bearer, refresh_token: "s" }, { ...facts, previous })).toMatchObject({
      refreshToken: "s",
    });
  });
});

describe("freshness", () => {
  const hour = tokenRecord({ ...bearer, expires_in: 3600 }, facts);
  const tenSeconds = tokenRecord({ ...bearer, expires_in: 10 }, facts);
  it.each([
    ["an hour: until a minute before its end", hour, 3_539_999, "fresh"],
    ["an hour: in its last minute", hour, 3_540_000, "due"],
    ["an hour: at its end", hour, 3_600_000, "expired"],
    ["ten seconds: until the last tenth", tenSeconds, 8_999, "fresh"],
    ["ten seconds: in the last tenth", tenSeconds, 9_000, "due"],
    ["no end", tokenRecord(bearer, facts), 1e12, "fresh"],
  ])("%s", (_, record, age, want) => expect(freshness(record, facts.now + age)).toBe(want));
});
