import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { fixtureCalls } from "../../learned/fixture-calls.js";
import { halvesOf } from "../../learned/halves.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

it("infers from half of the recorded calls of real servers what the other half matches", async () => {
  const { unseen, ...found } = await halvesOf(fixtureCalls(root), "real-calls");
  expect(unseen).toBeGreaterThan(0);
  expect(found).toMatchObject({ tools: 24, answers: 28, misfits: [], wholeMisfits: 0, broken: [] });
});
