import { expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { seededRandom } from "../async/fake-clock.js";
import { scriptedSource } from "../support/sources.js";

it("calls that wait for the same new process: each ends by its own reason, and who does not give up is answered", async () => {
  const random = seededRandom(11);
  await using client = await Client.connect(scriptedSource("silent-on-discover"), {
    protocol: "auto",
    probeTimeoutMs: 60,
  });
  for (let round = 0; round < 12; round++) {
    await client.callTool("crash").catch(() => undefined);
    const calls = Array.from({ length: 3 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, random() * 40));
      const own = new Error(`call ${index} of round ${round}`);
      const abort = new AbortController();
      const impatient = random() < 0.7;
      if (impatient) setTimeout(() => abort.abort(own), random() * 15);
      const outcome = await client.callTool("echo", { index }, { signal: abort.signal }).then(
        ({ content }) => content.text,
        (error: unknown) => error,
      );
      expect([JSON.stringify({ index }), ...(impatient ? [own] : [])]).toContain(outcome);
    });
    await Promise.all(calls);
  }
});
