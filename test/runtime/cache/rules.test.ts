import { describe, expect, it } from "vitest";
import { cacheKeys } from "../../../src/runtime/cache/cache-key.js";
import { isCacheable, keepingOf, maxTtlMs, type TtlOptions } from "../../../src/runtime/cache/freshness.js";
import { allTags, tagsInvalidatedBy, tagsOf } from "../../../src/runtime/cache/tags.js";
import { decodeEntry, encodeEntry } from "../../../src/runtime/cache/entry.js";
import type { LayerRequest } from "../../../src/runtime/layers/layer.js";
import { request } from "../async/fake-clock.js";

const read = (params: object): LayerRequest => request("resources/read", {}, params);
const scope = { identity: "weather", partition: "ann" };

describe("cacheKeys", () => {
  const key = cacheKeys(read({ uri: "a:b", x: { p: 1, q: [1, 2] } }), scope);

  it.each<[string, LayerRequest]>([
    ["members in another order", read({ x: { q: [1, 2], p: 1 }, uri: "a:b" })],
    ["a progress token", read({ uri: "a:b", x: { p: 1, q: [1, 2] }, _meta: { progressToken: 7 } })],
    ["trace context", read({ uri: "a:b", x: { p: 1, q: [1, 2] }, _meta: { traceparent: "00-…" } })],
  ])("equal with %s", (_intent, other) => expect(cacheKeys(other, scope)).toEqual(key));

  it.each<[string, LayerRequest]>([
    ["another method", request("resources/subscribe", {}, { uri: "a:b", x: { p: 1, q: [1, 2] } })],
    ["another parameter", read({ uri: "a:c", x: { p: 1, q: [1, 2] } })],
    ["baggage", read({ uri: "a:b", x: { p: 1, q: [1, 2] }, _meta: { baggage: "user=a" } })],
    ["another order in an array", read({ uri: "a:b", x: { p: 1, q: [2, 1] } })],
    [
      "a requested version",
      read({ uri: "a:b", x: { p: 1, q: [1, 2] }, _meta: { fastmcp: { version: "2" } } }),
    ],
  ])("different with %s", (_intent, other) => {
    expect(cacheKeys(other, scope).private).not.toBe(key.private);
    expect(cacheKeys(other, scope).public).not.toBe(key.public);
  });

  it("shares only the public key between credentials, and none between servers", () => {
    const bob = cacheKeys(read({ uri: "a:b", x: { p: 1, q: [1, 2] } }), { ...scope, partition: "bob" });
    expect(bob.public).toBe(key.public);
    expect(bob.private).not.toBe(key.private);
    const other = cacheKeys(read({ uri: "a:b", x: { p: 1, q: [1, 2] } }), { ...scope, identity: "other" });
    expect(other.public).not.toBe(key.public);
  });

  it("does not reveal arguments", () =>
    expect(JSON.stringify(cacheKeys(read({ uri: "secret" }), scope))).not.toContain("secret"));
});

describe("isCacheable", () => {
  it.each<[string, LayerRequest, TtlOptions, boolean]>([
    ["a list", request("tools/list"), {}, true],
    ["a read", read({ uri: "a:b" }), {}, true],
    ["an unnamed tool", request("tools/call", {}, { name: "add" }), {}, false],
    ["a tool that the user named", request("tools/call", {}, { name: "add" }), { tools: { add: 5 } }, true],
    [
      "a tool named like a member of every object",
      request("tools/call", {}, { name: "constructor" }),
      { tools: {} },
      false,
    ],
    [
      "a named tool as a task",
      request("tools/call", {}, { name: "add", task: {} }),
      { tools: { add: 5 } },
      false,
    ],
    ["a round of a multi-round read", read({ uri: "a:b", requestState: "s" }), {}, false],
    ["a subscription", request("resources/subscribe"), {}, false],
    ["ping", request("ping"), {}, false],
  ])("%s", (_intent, given, options, want) => expect(isCacheable(given, options)).toBe(want));
});

describe("keepingOf", () => {
  const list = request("tools/list");
  const tool = request("tools/call", {}, { name: "add" });
  it.each<[string, LayerRequest, unknown, TtlOptions, object | undefined]>([
    ["no hint", list, {}, {}, undefined],
    ["the server's hint", list, { ttlMs: 500 }, {}, { ttlMs: 500, scope: "private" }],
    ["a public one", list, { ttlMs: 500, cacheScope: "public" }, {}, { ttlMs: 500, scope: "public" }],
    ["zero", list, { ttlMs: 0 }, {}, undefined],
    ["negative", list, { ttlMs: -5 }, {}, undefined],
    ["no number", list, { ttlMs: "500" }, {}, undefined],
    ["more than a day", list, { ttlMs: 1e12 }, {}, { ttlMs: maxTtlMs, scope: "private" }],
    ["the user's time for all", list, { ttlMs: 500 }, { ttlMs: 9 }, { ttlMs: 9, scope: "private" }],
    [
      "the user's time for the method",
      list,
      {},
      { ttlMs: { "tools/list": 9 } },
      { ttlMs: 9, scope: "private" },
    ],
    ["the user forbids it", list, { ttlMs: 500 }, { ttlMs: { "tools/list": 0 } }, undefined],
    ["another method's time", list, {}, { ttlMs: { "prompts/list": 9 } }, undefined],
    ["a named tool", tool, { content: [] }, { tools: { add: 9 } }, { ttlMs: 9, scope: "private" }],
    [
      "a named tool that claims to be public",
      tool,
      { cacheScope: "public" },
      { tools: { add: 9 } },
      { ttlMs: 9, scope: "private" },
    ],
    ["a tool's failure", tool, { isError: true }, { tools: { add: 9 } }, undefined],
    ["a demand for input", list, { resultType: "input_required", ttlMs: 5 }, {}, undefined],
    ["a complete result", list, { resultType: "complete", ttlMs: 5 }, {}, { ttlMs: 5, scope: "private" }],
    ["no object", list, "x", { ttlMs: 9 }, undefined],
  ])("%s", (_intent, given, result, options, want) =>
    expect(keepingOf(given, result, options)).toEqual(want),
  );
});

describe("tags", () => {
  it.each<[string, object | undefined, LayerRequest, boolean]>([
    ["notifications/tools/list_changed", undefined, request("tools/list"), true],
    ["notifications/tools/list_changed", undefined, request("tools/call", {}, { name: "add" }), true],
    ["notifications/tools/list_changed", undefined, request("prompts/list"), false],
    ["notifications/prompts/list_changed", undefined, request("prompts/list"), true],
    ["notifications/resources/list_changed", undefined, request("resources/templates/list"), true],
    ["notifications/resources/list_changed", undefined, read({ uri: "a:b" }), false],
    ["notifications/resources/updated", { uri: "a:b" }, read({ uri: "a:b" }), true],
    ["notifications/resources/updated", { uri: "a:c" }, read({ uri: "a:b" }), false],
    ["notifications/message", {}, request("tools/list"), false],
  ])("%s %j and %j: %s", (method, params, given, want) => {
    const hit = tagsInvalidatedBy(method, params as Record<string, unknown> | undefined);
    expect(tagsOf(given).some((tag) => hit.includes(tag))).toBe(want);
  });

  it.each([
    "server/discover",
    "tools/list",
    "tools/call",
    "resources/list",
    "resources/read",
    "prompts/get",
    "completion/complete",
  ])("clearing reaches %s", (method) =>
    expect(tagsOf(request(method, {}, { uri: "a:b" })).some((tag) => allTags.includes(tag))).toBe(true),
  );
});

describe("entries", () => {
  it("survive storage", () => {
    const entry = { askedAt: 1.25, freshUntil: 9, value: { a: [null, "x"] } };
    expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
  });
  it.each([[undefined], [5], ["{"], ["{}"], ["[1,2]"], ['[2,1,1,"x"]'], ['[1,"a",1,"x"]']])(
    "%j is none",
    (text) => {
      expect(decodeEntry(text)).toBeUndefined();
    },
  );
});
