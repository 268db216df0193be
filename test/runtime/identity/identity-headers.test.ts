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
