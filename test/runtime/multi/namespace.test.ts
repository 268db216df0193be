import { describe, expect, it } from "vitest";
import fc from "../../support/fast-check.js";
import { prefixedName, prefixedUri, unprefixedName, unprefixedUri } from "../../../src/runtime/multi.js";

describe("names of tools and prompts", () => {
  it.each([
    ["weather", "forecast", "weather_forecast"],
    ["a", "b_x", "a_b_x"],
    ["a_b", "x", "a_b_x"],
    ["my server", "x", "my server_x"],
  ])("%s, %s", (server, name, prefixed) => {
    expect(prefixedName(server, name)).toBe(prefixed);
    expect(unprefixedName(server, prefixed)).toBe(name);
  });

  it.each([
    ["another server", "weather", "notes_add"],
    ["a server that begins alike", "weat", "weather_x"],
    ["a prefix and nothing", "weather", "weather_"],
  ])("%s is not meant", (_intent, server, name) => {
    expect(unprefixedName(server, name)).toBeUndefined();
  });
});

describe("URIs of resources and templates", () => {
  it.each([
    ["a URI", "s", "data://x/y", "data://s/x/y"],
    ["a template", "s", "weather://{region}{?since}", "weather://s/{region}{?since}"],
    ["a file", "fs", "file:///etc/hosts", "file://fs//etc/hosts"],
    ["another URI in the path", "s", "proxy://http://x/y", "proxy://s/http://x/y"],
    ["a query", "s", "db://?q=a://b", "db://s/?q=a://b"],
    [
      "a server's name that is not part of the URI",
      "my server/{x}",
      "data://x",
      "data://my%20server%2F%7Bx%7D/x",
    ],
    ["a lone surrogate", "a\ud800", "data://x", "data://a\ud800/x"],
    ["nothing after the scheme", "s", "data://", "data://s/"],
  ])("%s", (_intent, server, uri, prefixed) => {
    expect(prefixedUri(server, uri)).toBe(prefixed);
    expect(unprefixedUri(server, prefixed)).toBe(uri);
  });

  it.each(["urn:isbn:1", "mailto:a@b.c", "no uri at all", "{scheme}://x"])("%s stays as it is", (uri) => {
    expect(prefixedUri("s", uri)).toBe(uri);
    expect(unprefixedUri("s", uri)).toBe(uri);
  });

  it("does not mean another server's URI", () => {
    expect(unprefixedUri("a", "data://ab/x")).toBeUndefined();
    expect(unprefixedUri("a", "data://a")).toBeUndefined();
  });
});

it("converts any name there and back", () => {
  const text = fc.string({ unit: "binary", minLength: 1 });
  const uri = fc
    .tuple(fc.constantFrom("data://", "file://", "a+b.c-1://", "urn:", ""), fc.string())
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (server, name) => unprefixedName(server, prefixedName(server, name)) === name),
  );
  fc.assert(fc.property(text, uri, (server, own) => unprefixedUri(server, prefixedUri(server, own)) === own));
  // Where a URI has a place for its server, no two servers share one.
  const placed = uri.filter((own) => /^[a-z]+:\/\//.test(own));
  fc.assert(
    fc.property(
      text,
      text,
      placed,
      (one, other, own) => one === other || unprefixedUri(other, prefixedUri(one, own)) === undefined,
    ),
  );
});
