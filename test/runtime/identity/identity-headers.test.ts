import { expect, it } from "vitest";
import { identityHeaders } from "../../../src/runtime/identity/digest.js";

it.each([
  ["authorization", true],
  ["cookie", true],
  ["x-tenant", true],
  ["baggage", true],
  ["traceparent", false],
  ["tracestate", false],
  ["x-request-id", false],
  ["date", false],
])("%s tells who the user is: %s", (name, tells) => {
  expect(identityHeaders(new Headers({ [name]: "v" }))).toEqual(tells ? [[name, "v"]] : []);
});

it.each([
  ["user=alice", "user=alice"],
  ["user=alice,sentry-trace_id=1f,sentry-release=2", "user=alice"],
  ["sentry-trace_id=1f, trace_id=2, dd.trace_id=3", undefined],
])("the baggage %s counts as %s", (baggage, counts) => {
  const want = counts === undefined ? [] : [["baggage", counts]];
  expect(identityHeaders(new Headers({ baggage }))).toEqual(want);
});
