import { expect, it } from "vitest";
import {
  HttpSource,
  MemorySource,
  SseSource,
  StdioSource,
  type TransportSource,
  WebSocketSource,
} from "../../../src/runtime/transport.js";

const SECRET = "tokSecretValue88yy";
const headers = { authorization: `Bearer ${SECRET}` };

it.each<[TransportSource, string]>([
  [
    new HttpSource({ url: `https://u:${SECRET}@example.com/mcp?key=${SECRET}`, headers }),
    '<http "https://example.com/mcp">',
  ],
  [new SseSource({ url: "https://example.com/sse", headers }), '<sse "https://example.com/sse">'],
  [new WebSocketSource({ url: "wss://example.com/ws", headers }), '<websocket "wss://example.com/ws">'],
  [new StdioSource({ command: "server", args: ["--token", SECRET] }), '<stdio "server">'],
  [new MemorySource(() => ({ connect: () => Promise.resolve() }) as never), '<memory "in memory">'],
])("prints a source as its kind and label, %#", (source, printed) => {
  expect(String(source)).toBe(printed);
});
