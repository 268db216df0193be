import { expect, expectTypeOf, it } from "vitest";
import type { ClientTarget } from "../../../src/runtime/index.js";

it("does not compile with a misspelled member", () => {
  const takes = (target: ClientTarget): ClientTarget => target;
  // @ts-expect-error `arg`
  takes({ command: "python", arg: ["x.py"] });
  // @ts-expect-error `header`
  takes({ url: "https://h.example", header: {} });
  // @ts-expect-error two servers
  takes({ command: "python", url: "https://h.example" });
  // @ts-expect-error two servers, one in Windsurf's word
  takes({ command: "python", serverUrl: "https://h.example" });
  // @ts-expect-error a number among the arguments
  takes({ command: ["python", 5] });
  // @ts-expect-error no config
  takes({ comand: "x" });
  expectTypeOf(takes).toBeFunction();
  expect(takes({ command: "python", args: ["x.py"], timeoutMs: 1_000 })).toMatchObject({ command: "python" });
  expect(takes({ command: ["python", "x.py"] })).toEqual({ command: ["python", "x.py"] });
  expect(takes({ mcpServers: { a: { command: "x" } } })).toHaveProperty("mcpServers");
});
