import { expect, it } from "vitest";
import { expand, match, type MatchedVariables } from "../../../src/shared/uri-template/index.js";

it.each<[template: string, uri: string, want: MatchedVariables | undefined]>([
  ["a://b", "a://b", {}],
  ["a://b", "a://c", undefined],
  ["a://{id}", "a://7", { id: "7" }],
  ["a://{id}", "a://", undefined],
  ["a://{id}", "a://7/8", undefined],
  ["a://{id}/x", "a://7/x", { id: "7" }],
  ["a://{id}/x", "a://7/y", undefined],
  ["a://{id}x", "a://7xx", { id: "7x" }],
  ["a://{name}", "a://%C3%A5%20b", { name: "å b" }],
  ["a://{name}", "a://100%", { name: "100%" }],
  ["a://{x},{y}", "a://1,2", { x: "1", y: "2" }],
  ["a://{x,y}", "a://1,2", { x: "1", y: "2" }],
  ["a://{x,y}", "a://1,2,3", undefined],
  ["file:///{+path}", "file:///a/b c/d", { path: "a/b c/d" }],
  ["file:///{+path}/end", "file:///a/end/end", { path: "a/end" }],
  ["a://b{/rest*}", "a://b/c/d", { rest: ["c", "d"] }],
  ["a://b{/rest*}", "a://b", {}],
  ["a://{id}{?since,until}", "a://7?until=2&since=1", { id: "7", since: "1", until: "2" }],
  ["a://{id}{?since}", "a://7", { id: "7" }],
  ["a://{id}{?since}", "a://7?other=1", undefined],
  ["a://b{?q*}", "a://b?x=1&y=2", { q: { x: "1", y: "2" } }],
  ["a://b{?q*}", "a://b?q=1&q=2", { q: ["1", "2"] }],
  ["a://b{?q*}", "a://b?__proto__=1", { q: Object.fromEntries([["__proto__", "1"]]) }],
  ["a://b?x=1{&y}", "a://b?x=1&y=2", { y: "2" }],
  ["a://b{#part}", "a://b#c", { part: "c" }],
  ["a://b{;v}", "a://b;v=1", { v: "1" }],
])("%s of %s", (template, uri, want) => {
  expect(match(template, uri)).toEqual(want);
});

it.each<[string, MatchedVariables]>([
  ["a://{id}/{+path}{?q,r}", { id: "ø/1", path: "x/y.z", q: "a b", r: "" }],
  ["a://b{/rest*}{?q*}", { rest: ["1", "a b"], q: { k: "v&w", l: "=" } }],
])("%s gives back what it was expanded from", (template, variables) => {
  expect(match(template, expand(template, variables))).toEqual(variables);
});

it("takes linear time", () => {
  expect(match(`a://${"{+x}-".repeat(50)}end`, `a://${"-".repeat(200_000)}`)).toBeUndefined();
});
