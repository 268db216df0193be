import { expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { classify } from "../../../src/runtime/retry/classify.js";
import { nameless, oddAnswers } from "./odd-answers.js";
import { rawServer, transports } from "./raw-server.js";
import { eras } from "./server.js";

const rows = eras.flatMap((era) => transports.map((transport) => [transport, era] as const));

it.each(rows)(
  "odd answers over %s, %s, are used, or fail the one request at once",
  { timeout: 120_000 },
  async (transport, era) => {
    const sent = new Map<string, number>();
    const target = await rawServer(transport, era, ({ id, method, params }, write) => {
      if (method !== "tools/call") return false;
      const name = String(params["name"]);
      sent.set(name, (sent.get(name) ?? 0) + 1);
      const odd = oddAnswers.get(name);
      if (odd === undefined) return false;
      write(...odd.make(id));
      return true;
    });
    await using client = await Client.connect(target, { timeoutMs: 20_000, retry: true });
    const failures: unknown[] = [];
    const check = async (name: string): Promise<void> => {
      const came = await client.callTool(name, {}, { idempotent: true }).then(
        ({ content }) => ({ text: content.text }),
        (error: unknown) => error,
      );
      const want = oddAnswers.get(name)?.want ?? { text: "fine" };
      const failed = !("text" in want);
      try {
        expect(came).toMatchObject(want);
        if (failed) expect(classify(came)).toEqual({ class: "answered", permanent: true });
        // In words: no dump of a validator.
        if (failed) expect((came as Error).message).not.toMatch(/invalid_|"expected"|\\u\{a\}/);
      } catch {
        failures.push([name, came instanceof Error ? `${came.name}: ${came.message}` : came]);
      }
    };
    for (const name of oddAnswers.keys()) {
      await check(name);
      await check("a neighbour");
    }
    // All at once: what is wrong with one answer is nothing to the others.
    await Promise.all([...oddAnswers.keys()].filter((name) => !nameless.has(name)).map(check));
    expect(failures).toEqual([]);
    // Never sent again.
    for (const name of oddAnswers.keys())
      expect([name, sent.get(name)]).toEqual([name, nameless.has(name) ? 1 : 2]);
  },
);
