import { describe, expect, it } from "vitest";
import { HttpSource, StdioSource, WebSocketSource } from "../../../src/runtime/transport.js";

const SOURCES = {
  "a process": (maxMessageBytes: number) => new StdioSource({ command: "node", maxMessageBytes }),
  HTTP: (maxMessageBytes: number) => new HttpSource({ url: "http://127.0.0.1/mcp", maxMessageBytes }),
  "a WebSocket": (maxMessageBytes: number) =>
    new WebSocketSource({ url: "ws://127.0.0.1/mcp", maxMessageBytes }),
};

describe.each(Object.entries(SOURCES))("the limit of a message of %s", (_source, make) => {
  it.each([0, -1, 1.5, NaN, "abc", null, "1000"])("refuses %j", (limit) => {
    expect(() => make(limit as number)).toThrow(
      expect.objectContaining({
        code: "CONFIGURATION",
        message: expect.stringMatching(/^maxMessageBytes: .* is not a valid size/) as string,
      }) as Error,
    );
  });

  it.each([1, 65_536, Infinity])("takes %j", (limit) => {
    expect(() => make(limit)).not.toThrow();
  });
});
