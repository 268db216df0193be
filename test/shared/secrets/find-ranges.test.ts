import { expect, it } from "vitest";
import { type Range, SecretForms } from "../../../src/shared/secrets/find-ranges.js";
import { formsOf, secretsWithin } from "../../../src/shared/secrets/forms.js";
import { Redactor } from "../../../src/shared/secrets/index.js";
import fc from "../../support/fast-check.js";
import { findRanges } from "./support/find-one-by-one.js";

/** Few characters, so that secrets share beginnings and stand within each other. */
const signs = (characters: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength });

const secret = fc.oneof(
  signs("abAB1", 12),
  signs("ab+/ =%\\\n", 14),
  signs("aé漢🙂", 8),
  fc.constantFrom("eyJhbGciOiJIUzI1NiJ9.aaaa", "eyJhbGciOiJIUzI1NiJ9.aaab", "eyJhbGciOi"),
);

/** How a text quotes one of the secrets, or what it says beside them. */
const quoted = (secrets: readonly string[]) =>
  fc.oneof(
    signs("abAB1 %\\u0-", 10),
    fc.constantFrom("\u200b", "\n", " ", "\u001b[31m", "… (3 more)", "%61", "\\x61", "="),
    fc
      .tuple(
        fc.constantFrom(...secrets),
        fc.constantFrom<(text: string) => string>(
          (text) => text,
          (text) => text.toUpperCase(),
          encodeURIComponent,
          (text) => JSON.stringify(text),
          (text) => Buffer.from(text).toString("base64"),
          (text) => Buffer.from(`x${text}`).toString("base64url"),
          (text) => Buffer.from(text).toString("hex"),
          (text) => `${text.slice(0, 6)}\u200b${text.slice(6)}`,
          (text) => `${text.slice(0, 6)}… (9 more)`,
          (text) => text.replace(/[^a]/gu, (c) => `&#${c.codePointAt(0)};`),
          (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
        ),
      )
      .map(([text, form]) => form(text)),
  );

const given = fc.array(secret, { minLength: 1, maxLength: 8 }).chain((secrets) =>
  fc.tuple(
    fc.constant(secrets),
    fc.array(quoted(secrets), { maxLength: 12 }).map((pieces) => pieces.join("")),
  ),
);

it("finds all secrets at once where they are found one by one", () => {
  fc.assert(
    fc.property(given, ([secrets, text]) => {
      const known = secrets.flatMap(secretsWithin).map(formsOf);
      const forms = new SecretForms();
      for (const each of known) forms.add(each);
      expect(union(forms.rangesIn(text))).toEqual(union(findRanges(text, known.flat())));
    }),
    { numRuns: 1_000 },
  );
});

it("finds nothing of a removed secret", () => {
  fc.assert(
    fc.property(given, ([[first = "", ...rest], text]) => {
      const forms = new SecretForms();
      for (const each of [first, ...rest, first].flatMap(secretsWithin)) forms.add(formsOf(each));
      for (const each of [first, first].flatMap(secretsWithin)) forms.delete(formsOf(each));
      const left = rest.flatMap(secretsWithin).flatMap(formsOf);
      expect(union(forms.rangesIn(text))).toEqual(union(findRanges(text, left)));
    }),
    { numRuns: 500 },
  );
});

/** The same place found twice is one; what merely touches stays apart, as it is shown. */
function union(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

it.each<[string, (i: number) => string]>([
  ["of one form each", (i) => `${i.toString(36)}-s3cret-${(i * 7919).toString(36)}`],
  [
    "that share a beginning",
    (i) => `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyIn0.${i}x${i * 31}`,
  ],
])("takes about as long for 1,000 secrets %s as for 10", (_intent, secretOf) => {
  const text = `${secretOf(3)} was refused: "eyJhbGciOiJIUzI1NiIs"; \\u0041%41 and some words\n`.repeat(300);
  const timed = (count: number): number => {
    const redactor = new Redactor(Array.from({ length: count }, (_, i) => secretOf(i)));
    expect(redactor.text(text)).not.toContain(secretOf(3));
    const times = Array.from({ length: 3 }, () => {
      const before = process.cpuUsage();
      redactor.text(text);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    });
    return Math.min(...times);
  };
  expect(timed(1_000) / timed(10)).toBeLessThan(10);
});
