import { describe, expect, it } from "vitest";
import { redact, Redactor } from "../../../src/shared/secrets/index.js";

const SECRETS: Readonly<Record<string, string>> = {
  "a password with signs": "hunter2Correct+Horse/Battery=Staple",
  "quotes and backslashes": "pa\"ss\\word'with`odd<chars",
  "two lines": "line1secretvalue\nline2secretvalue",
  "letters beyond ASCII": "pässwörtß-ΩΩΩΩ-secret",
  "a PIN": "9471",
};

const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => secret,
  "percent-encoded": encodeURIComponent,
  "percent-encoded in small letters": (secret) =>
    encodeURIComponent(secret).replace(/%../g, (c) => c.toLowerCase()),
  "percent-encoded twice": (secret) => encodeURIComponent(encodeURIComponent(secret)),
  "percent-encoded to the last byte": (secret) =>
    [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  "percent-encoded with its slashes": (secret) => encodeURIComponent(secret).replaceAll("%2F", "/"),
  "in JSON in a URL": (secret) => encodeURIComponent(JSON.stringify(secret)).slice(3, -3),
  "in escapes of JSON": (secret) =>
    secret.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "in escapes of bytes": (secret) =>
    [...Buffer.from(secret)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
  "in a form": (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  "in JSON": (secret) => JSON.stringify(secret).slice(1, -1),
  "in JSON in JSON": (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  "in base64": (secret) => Buffer.from(secret).toString("base64"),
  "in base64 for URLs": (secret) => Buffer.from(secret).toString("base64url"),
  "in base64 after one byte": (secret) => Buffer.from(`x${secret}`).toString("base64"),
  "in base64 after two bytes": (secret) => Buffer.from(`xy${secret}tail`).toString("base64"),
  "as Basic credentials": (secret) => `Basic ${Buffer.from(`user:${secret}`).toString("base64")}`,
  "in HTML": (secret) =>
    secret.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c] ?? "&quot;"),
  "in HTML, by number": (secret) => secret.replace(/[^\w]/gu, (c) => `&#${c.codePointAt(0)};`),
  "in HTML, in hex": (secret) =>
    secret.replace(/[^\w]/gu, (c) => `&#x${c.codePointAt(0)?.toString(16).toUpperCase()};`),
  "in HTML, with zeros": (secret) =>
    secret.replace(/[^]/gu, (c) => `&#x00${c.codePointAt(0)?.toString(16)};`),
  "in HTML, by name": (secret) =>
    secret.replace(/[+/=]/g, (c) => ({ "+": "&plus;", "/": "&sol;" })[c] ?? "&equals;"),
  "in HTML twice": (secret) => secret.replace(/[^\w]/gu, (c) => `&amp;#${c.codePointAt(0)};`),
  "in base64 in HTML": (secret) =>
    Buffer.from(`x${secret}`)
      .toString("base64")
      .replace(/[+/=]/g, (c) => `&#${c.charCodeAt(0)};`),
  "in hex": (secret) => Buffer.from(secret).toString("hex"),
  "in capitals": (secret) => secret.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
};

describe("redact", () => {
  const cases = Object.entries(SECRETS).flatMap(([what, secret]) =>
    Object.entries(FORMS).map(([how, form]) => [what, how, secret, form(secret)] as const),
  );
  it.each(cases)("takes out %s %s", (_what, _how, secret, quoted) => {
    const shown = redact(`denied: ${quoted} is wrong`, [secret]);
    expect(shown).toMatch(/^denied: (?:Basic )?\*\*\*(?:[\s\S]*\*\*\*)? is wrong$/);
    expect(shown).not.toContain(quoted);
  });

  it.each([
    ["a line break", "abcdef\n  ghijkl"],
    ["a colour", "abcdef\u001b[31mghijkl"],
    ["a zero-width space", "abcdef\u200bghijkl"],
    ["an escape that stands for one", "abcdef\\u{200b}ghijkl"],
  ])("takes out a secret with %s in its midst", (_intent, quoted) => {
    expect(redact(`key ${quoted}!`, ["abcdefghijkl"])).toBe("key ***!");
  });

  it.each<[string, string, string, string]>([
    [
      "one line of a key",
      "-----BEGIN KEY-----\nMIIEvQIBADAN\nBKcwggSjAgEA\n-----END KEY-----",
      "got BKcwggSjAgEA",
      "got ***",
    ],
    ["the token of a header", "Bearer abc.def-ghi", "token abc.def-ghi is bad", "token *** is bad"],
    [
      "the password of a URL",
      "postgres://bob:p%40ssword9@db/x",
      "login p@ssword9 failed",
      "login *** failed",
    ],
    ["a cookie", "sid=cookievalue99; theme=dark", "unknown cookievalue99", "unknown ***"],
  ])("takes out %s", (_intent, secret, text, want) => {
    expect(redact(text, [secret])).toBe(want);
  });

  it.each<[string, readonly string[], string]>([
    [
      "words that are not secrets",
      ["true", "1", "401", "token", "localhost"],
      'server "token" at localhost: HTTP 401, retry true',
    ],
    ["a short secret inside of words", ["abcd"], "abcdef and xabcd stay"],
    [
      "our own words after the name of a secret",
      [],
      'The header "Authorization: must be text" of server "token": HTTP 401.',
    ],
    ["words that hold the name of a secret", [], "the monkey is tokenized; keyboard: none"],
    ["a sentence about a scheme", [], "Bearer authentication failed for this request"],
  ])("leaves %s alone", (_intent, secrets, text) => {
    expect(redact(text, secrets)).toBe(text);
  });

  it.each([
    ["a bearer token", "sent Bearer abc123def456", "sent Bearer ***"],
    ["Basic credentials", "authorization=Basic dXNlcjpwYXNz ok", "authorization=Basic *** ok"],
    ["a member of JSON", '"token": "abcd1234", "a": 1', '"token": "***", "a": 1'],
    ["a named key", "api_key=k3yk3yk3y was refused", "api_key=*** was refused"],
    ["user info", "GET https://bob:hunter@h/x", "GET https://***@h/x"],
  ])("takes out %s that was not announced", (_intent, text, want) => {
    expect(redact(text)).toBe(want);
  });
});

describe("Redactor", () => {
  it("learns secrets, and forgets the oldest of those it learned", () => {
    const redactor = new Redactor(["configured-secret"], 2);
    redactor.add("token-number-one");
    redactor.add("token-number-two", "token-number-three");
    expect(redactor.text("configured-secret token-number-one token-number-two token-number-three")).toBe(
      "*** token-number-one *** ***",
    );
  });
});

describe("redact, in linear time", () => {
  it.each<[string, string]>([
    ["words joined by dashes", "a-".repeat(100_000)],
    ["a secret in base64, over and over", "YWJjZGVmZ2hpamts".repeat(12_000)],
    ["a secret, over and over", "abcdefghijkl".repeat(16_000)],
    ["escapes", "%41\\u0041".repeat(20_000)],
    ["entities", "&#43;&amp;".repeat(20_000)],
    ["entities that do not end", "&#0".repeat(60_000)],
    ["zeros", `&#${"0".repeat(200_000)}`],
    ["names of secrets", "token = ".repeat(25_000)],
  ])("reads %s", (_intent, text) => {
    const start = performance.now();
    redact(text, ["abcdefghijkl"]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
