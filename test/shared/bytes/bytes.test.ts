import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64, base64url, concat, fromBase64, hex, utf8 } from "../../../src/shared/bytes/base64.js";
import { sha256 } from "../../../src/shared/bytes/sha256.js";
import { sha256 as webSha256 } from "../../../src/shared/bytes/sha256.web.js";

const bytes = fc.uint8Array({ maxLength: 300 });

describe("bytes", () => {
  it("are encoded as in Node.js", () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const buffer = Buffer.from(value);
        expect(base64(value)).toBe(buffer.toString("base64"));
        expect(base64url(value)).toBe(buffer.toString("base64url"));
        expect(hex(value)).toBe(buffer.toString("hex"));
        expect([...fromBase64(base64(value))]).toEqual([...value]);
        expect([...fromBase64(base64url(value))]).toEqual([...value]);
      }),
    );
  });

  it.each(["aGk", "aGk=", "a Gk=\n", "aGk=ignored", "_-8", "a"])("%j is read as Node reads it", (text) => {
    expect([...fromBase64(text)]).toEqual([...Buffer.from(text, "base64")]);
  });

  it("are concatenated", () => {
    expect(concat([utf8("a"), utf8(""), utf8("bc")])).toEqual(utf8("abc"));
  });
});

it("have the same SHA-256 in the web build as in Node.js", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(hex(webSha256(text))).toBe(hex(sha256(text)));
    }),
  );
});
