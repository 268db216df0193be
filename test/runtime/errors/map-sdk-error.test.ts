import {
  ProtocolError as SdkProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  UnauthorizedError,
} from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { mapSdkError } from "../../../src/runtime/errors/map-sdk-error.js";
import { ToolError } from "../../../src/runtime/index.js";

const STREAM_ENDED = Symbol("ended");
const context = { server: "s", method: "tools/call", subject: "t", streamEnded: STREAM_ENDED } as const;
const system = (code: string) =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("connect"), { code }) });

describe("errors of the SDK and of the platform", () => {
  it.each([
    [
      "a JSON-RPC error",
      new SdkProtocolError(-32602, "bad", { x: 1 }),
      { code: "MCP_ERROR", rpcCode: -32602, data: { x: 1 }, message: "bad" },
    ],
    [
      "an early end of a stream",
      new SdkProtocolError(-32000, "x", STREAM_ENDED),
      { code: "CONNECTION_CLOSED", sent: true },
    ],
    ["a closed connection", new SdkError(SdkErrorCode.ConnectionClosed, "x"), { code: "CONNECTION_CLOSED" }],
    ["none at all", new Error("Not connected"), { code: "NOT_CONNECTED" }],
    [
      "an HTTP status",
      new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, "x", {
        status: 404,
        statusText: "",
        text: "gone",
      }),
      { code: "HTTP_ERROR", status: 404, body: "gone" },
    ],
    ["no authorization", new UnauthorizedError(), { code: "HTTP_ERROR", status: 401 }],
    [
      "an answer of the wrong shape",
      new SdkError(SdkErrorCode.InvalidResult, "x"),
      { code: "PROTOCOL_ERROR" },
    ],
    [
      "a method that the era lacks",
      new SdkError(SdkErrorCode.MethodNotSupportedByProtocolVersion, "x"),
      { code: "UNSUPPORTED" },
    ],
    [
      "why `fetch` failed",
      new TypeError("fetch failed", { cause: new Error("bad port") }),
      { message: expect.stringContaining("bad port") as string },
    ],
    ["nothing listens on the port", system("ECONNREFUSED"), { code: "CONNECT_FAILED", outcome: "notSent" }],
    ["a reset", system("ECONNRESET"), { code: "CONNECTION_CLOSED", outcome: "unknown" }],
    ["anything else", new Error("odd"), { code: "CONNECTION_CLOSED" }],
    ["a value that is not an Error", "odd", { code: "CONNECTION_CLOSED" }],
  ])("%s", (_what, error, want) => {
    const mapped = mapSdkError(error, context);
    expect(mapped).toMatchObject({ server: "s", subject: "t", cause: error, ...want });
  });

  it("maps a deadline that the SDK enforced", () => {
    const error = new SdkError(SdkErrorCode.RequestTimeout, "x");
    expect(mapSdkError(error, { ...context, timeoutMs: 50 })).toMatchObject({
      code: "TIMEOUT",
      timeoutMs: 50,
    });
  });

  it("unwraps what negotiation has wrapped", () => {
    const cause = system("ENOTFOUND");
    const error = new SdkError(SdkErrorCode.EraNegotiationFailed, "x", { cause }, { cause });
    expect(mapSdkError(error, context)).toMatchObject({ code: "CONNECT_FAILED", cause });
  });

  it("does not change errors of this package", () => {
    const error = new ToolError("t", { content: { text: "no" } } as never);
    expect(mapSdkError(error, context)).toBe(error);
  });

  it("reports the end of the transport, with foreign text escaped", () => {
    const end = { reason: "exited with code 2", exitCode: 2, stderrTail: "bad \u001b[2Jnews" };
    const mapped = mapSdkError(new SdkError(SdkErrorCode.ConnectionClosed, "x"), { ...context, end });
    expect(mapped.message).toContain("The server exited with code 2. Its last output: bad \\u{1b}[2Jnews");
  });

  it.each([
    [
      "one line on standard output",
      { strayTail: "no key\n" },
      " Its standard output contained something that is not a message: no key",
    ],
    [
      "both",
      { strayTail: "a\nb\n", stderrTail: "c\n" },
      " Its standard output contained something that is not a message:\n  a\n  b\nIts last output: c",
    ],
    ["the first lines as well", { stderrHead: "a\n", stderrTail: "b\n" }, " Its last output:\n  a\n  …\n  b"],
  ])("says what the server wrote: %s", (_what, words, want) => {
    const end = { reason: "exited with code 2", ...words };
    const mapped = mapSdkError(new SdkError(SdkErrorCode.ConnectionClosed, "x"), { ...context, end });
    expect(mapped.message.split("code 2.")[1]).toBe(want);
  });
});
