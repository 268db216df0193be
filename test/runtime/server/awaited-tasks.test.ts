import { expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { toServer } from "../../../src/runtime/server.js";
import { memoryPeer } from "../tasks/peers.js";

const pairs = (["legacy", "modern"] as const).flatMap((behind) =>
  (["2025-11-25", "2026-07-28"] as const).map((front) => ({ behind, front })),
);

it.each(pairs)("a task of a $behind server is an ordinary call for a caller of $front", async (pair) => {
  const { target } = await memoryPeer(pair.behind);
  await using server = toServer(new Client(target));
  await using caller = await Client.connect(server, { protocol: pair.front });
  expect((await caller.callTool("echo", { value: "seven" })).content.text).toContain("seven");
  const failed = await caller.callTool("fails", {}, { raiseOnError: false });
  expect(failed).toMatchObject({ isError: true });
  expect((await caller.listTools()).filter((tool) => "execution" in tool)).toEqual([]);
});
