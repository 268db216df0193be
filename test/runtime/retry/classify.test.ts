import { describe, expect, it } from "vitest";
import { classify, outcomeOf } from "../../../src/runtime/retry/classify.js";
import {
  ConnectError,
  ConnectionClosedError,
  HttpError,
  McpError,
  ProtocolError,
  TimeoutError,
} from "../../../src/runtime/errors/index.js";
import { notSent } from "../../../src/runtime/retry/not-sent.js";
import { FmcpError } from "../../../src/shared/errors/fmcp-error.js";

const error = (facts: object, cause?: unknown) => Object.assign(new Error("x", { cause }), facts);

describe("classify", () => {
  it.each([
    [
      "connection refused, under fetch",
      new TypeError("fetch failed", { cause: error({ code: "ECONNREFUSED" }) }),
      "notSent",
      false,
    ],
    [
      "name not found",
      new TypeError("fetch failed", { cause: error({ code: "ENOTFOUND" }) }),
      "notSent",
      false,
    ],
    ["connect timed out", error({ code: "UND_ERR_CONNECT_TIMEOUT" }), "notSent", false],
    ["command not there", error({ code: "ENOENT" }), "notSent", true],
    ["certificate not trusted", error({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }), "notSent", true],
    ["full queue", new FmcpError("OVERLOADED", "x"), "notSent", true],
    [
      "connection reset",
      new TypeError("fetch failed", { cause: error({ code: "ECONNRESET" }) }),
      "unknown",
      false,
    ],
    ["socket closed under undici", error({ code: "UND_ERR_SOCKET" }), "unknown", false],
    ["SDK: connection closed", error({ code: "CONNECTION_CLOSED" }), "unknown", false],
    ["SDK v1: connection closed", error({ code: -32000 }), "unknown", false],
    ["SDK: request timed out", error({ code: "REQUEST_TIMEOUT" }), "unknown", false],
    ["timeout of an AbortSignal", new DOMException("late", "TimeoutError"), "unknown", false],
    ["HTTP 401 after the refresh", error({ status: 401 }), "refused", true],
    ["HTTP 403", error({ status: 403 }), "refused", true],
    ["HTTP 404 after re-initialising", error({ status: 404 }), "refused", true],
    ["HTTP 429", error({ status: 429 }), "refused", false],
    ["HTTP 503 with Retry-After", error({ status: 503, retryAfterMs: 100 }), "refused", false],
    ["HTTP 503 of a proxy", error({ status: 503 }), "unknown", false],
    ["HTTP 502", error({ status: 502 }), "unknown", false],
    ["HTTP 504", error({ status: 504 }), "unknown", false],
    ["HTTP 500", error({ status: 500 }), "unknown", false],
    ["HTTP 400", error({ status: 400 }), "answered", true],
    ["HTTP 413", error({ status: 413 }), "answered", true],
    ["HeaderMismatch", error({ code: -32020 }), "refused", true],
    ["UnsupportedProtocolVersion", error({ code: -32022 }), "refused", true],
    ["invalid params", error({ code: -32602 }), "answered", true],
    ["internal error", error({ code: -32603 }), "answered", true],
    ["our own: connection closed under the request", new ConnectionClosedError("x"), "unknown", false],
    [
      "our own: closed before the request left",
      new ConnectionClosedError("x", { sent: false }),
      "notSent",
      false,
    ],
    [
      "our own: no connection, although the HTTP status was 503",
      new ConnectError("x", { status: 503 }),
      "notSent",
      false,
    ],
    ["our own: HTTP 503 with Retry-After", new HttpError("x", 503, { retryAfterMs: 5 }), "refused", false],
    ["our own: JSON-RPC error", new McpError("x", -32602), "answered", true],
    [
      "our own: broken answer over a broken pipe",
      new ProtocolError("x", null, { cause: error({ code: "EPIPE" }) }),
      "answered",
      true,
    ],
    ["our own: deadline", new TimeoutError("x", 5), "unknown", false],
    ["a mistake in an interceptor", new RangeError("x"), "answered", true],
    ["a thrown value that is not an Error", "x", "answered", true],
    ["an error that states its outcome", error({ outcome: "unknown", code: "WHATEVER" }), "unknown", false],
    [
      "a statement under a wrapper",
      new FmcpError("HTTP", "x", { cause: error({ outcome: "notSent" }) }),
      "notSent",
      false,
    ],
  ])("%s", (_intent, given, failureClass, permanent) => {
    expect(classify(given)).toMatchObject({ class: failureClass, permanent });
  });

  it("finds Retry-After anywhere in the chain", () => {
    expect(classify(error({ status: 429 }, error({ retryAfterMs: 70 })))).toEqual({
      class: "refused",
      permanent: false,
      retryAfterMs: 70,
    });
    expect(classify(error({ retryAfterMs: 70 }, error({ status: 503 })))).toMatchObject({
      class: "refused",
      retryAfterMs: 70,
    });
  });

  it("ends on a circular chain of causes", () => {
    const loop = error({});
    loop.cause = loop;
    expect(classify(loop).class).toBe("answered");
  });
});

describe("outcomeOf", () => {
  it.each([
    ["the caller aborted", AbortSignal.abort(new Error("stop")), error({ code: "ECONNRESET" }), "cancelled"],
    [
      "the deadline passed",
      AbortSignal.abort(new FmcpError("TIMEOUT", "late")),
      new FmcpError("TIMEOUT", "late"),
      "unknown",
    ],
    ["no signal was aborted", new AbortController().signal, error({ code: -32602 }), "answered"],
  ])("%s", (_intent, signal, given, want) => {
    expect(outcomeOf(given, signal)).toBe(want);
  });
});

describe("notSent", () => {
  it.each([
    ["a connection that timed out", new TimeoutError("x", 5), false],
    ["a bare 503 while connecting", new HttpError("x", 503), false],
    ["a login refused while connecting", new HttpError("x", 401), true],
  ])("%s sent nothing", (_intent, given, permanent) => {
    expect(classify(notSent(given))).toMatchObject({ class: "notSent", permanent });
  });
});
