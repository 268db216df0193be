import { describe, expect, it } from "vitest";
import { cpuMsOf } from "../../support/cpu-time.js";
import * as z from "zod";
import { isFormat } from "../../../src/runtime/validation/formats/index.js";
import { content } from "../../../src/runtime/validation/index.js";

describe("formats are those of the RFCs", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      "date",
      ["2024-02-29", "2000-02-29"],
      ["2023-02-29", "1900-02-29", "2024-13-01", "24-01-01", "2024-01-01T00:00:00Z", "२०२४-01-01"],
    ],
    [
      "time",
      ["23:59:60Z", "15:59:60-08:00", "01:02:03.456+14:00", "01:02:03z"],
      ["23:59:60+01:00", "24:00:00Z", "01:02:03", "1:02:03Z"],
    ],
    [
      "date-time",
      ["2026-01-01T00:00:00Z", "2026-01-01t00:00:00.5-00:00"],
      ["2026-01-01 00:00:00Z", "2026-01-01T00:00:00"],
    ],
    ["duration", ["P1Y2M3DT4H5M6S", "PT1H", "P2W", "P1M"], ["P", "PT", "P1Y1W", "P1YT", "P1D2H", "1D"]],
    [
      "email",
      ["a@example.com", '"a b"@example.com', "a@[127.0.0.1]", "a@[IPv6:::1]"],
      ["a", "@b", ".a@b", "a.@b", "a..b@c", "a@b c", "a@[256.0.0.1]"],
    ],
    ["idn-email", ["실례@실례.테스트"], ["실례"]],
    [
      "hostname",
      ["example.com", "a--b.com", "xn--4gbwdl.xn--wgbh1c"],
      ["", "example.com.", "-a", "a_b", "xn--X", "a".repeat(64)],
    ],
    ["idn-hostname", ["실례.테스트", "l·l", "a。b"], ["〮실례", "a·l", "-hello", "a..b"]],
    ["ipv4", ["127.0.0.1", "255.255.255.255"], ["256.0.0.1", "127.1", "01.2.3.4", "1.2.3.4.5", "1.2.3."]],
    [
      "ipv6",
      ["::", "::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1::8"],
      ["1:2", ":::", "1::2::3", "12345::", "::1%eth0", "1:2:3:4:5:6:7::8:9"],
    ],
    [
      "uri",
      ["http://a.example/?q#f", "urn:a:b", "http://[::1]:80/", "mailto:a@b"],
      ["//a", "/a", "http://a b", "http://[1]/", "http://a/%zz", "ht tp://a"],
    ],
    ["uri-reference", ["", "/a", "//a", "a?b", "#c"], ["\\a", "a b", "1:b/[", "%"]],
    ["iri", ["http://例え.jp/ñ"], ["例え", "http://a b"]],
    ["iri-reference", ["ñ/ü"], ["\\ñ"]],
    ["uri-template", ["/{a}{?b*,c:3}", "{+x}/y"], ["{", "}", "{a", "{}", "{a:0}", "{!a}"]],
    [
      "uuid",
      ["2EB8AA08-aa98-11ea-b4aa-73b441d16380"],
      ["2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638"],
    ],
    ["json-pointer", ["", "/a~0b/~1", "//"], ["a", "/~", "/~2"]],
    ["relative-json-pointer", ["0", "1/a", "2#"], ["", "01", "-1", "1a", "0##"]],
    ["regex", ["^a+$", "\\p{L}"], ["(", "\\a", "(?P<a>b)"]],
  ])("%s", (name, valid, invalid) => {
    for (const text of valid) expect(isFormat(name, text), text).toBe(true);
    for (const text of invalid) expect(isFormat(name, text), text).toBe(false);
  });

  it.each(["http-method", "toString", "__proto__"])("%s is none, and asserts nothing", (name) => {
    expect(isFormat(name, "anything")).toBe(true);
  });

  it("answers at once for hostile texts", () => {
    const texts = [
      "a".repeat(100_000),
      "a.".repeat(50_000),
      "1:".repeat(50_000),
      `${"{a".repeat(50_000)}`,
      "%41".repeat(30_000),
      `"${"\\\\".repeat(50_000)}`,
      "0-".repeat(50_000),
    ];
    const judge = (): void => {
      for (const name of [
        "date",
        "time",
        "date-time",
        "duration",
        "email",
        "idn-email",
        "hostname",
        "ipv4",
        "ipv6",
        "uri",
        "uri-reference",
        "iri",
        "uri-template",
        "json-pointer",
        "relative-json-pointer",
        "uuid",
      ]) {
        for (const text of texts) isFormat(name, text);
      }
    };
    expect(cpuMsOf(judge)).toBeLessThan(10_000);
  });
});

it("rejects content that does not decode and parse", () => {
  const json = z.string().check(content("base64", "application/json"));
  expect([btoa("{}"), btoa("{"), "{}", "e30"].map((text) => json.safeParse(text).success)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
