import { expect, it } from "vitest";
import { dueAt, notice, type Pending, retryDelay, type Sign } from "../../../src/codegen/watch/pending.js";

const at = (time: number, sign: Sign): readonly [number, Sign] => [time, sign];
const config: Sign = { type: "config" };
const script: Sign = { type: "script", server: "a" };
const list: Sign = { type: "list", server: "a" };
const retry: Sign = { type: "retry", server: "b" };

it.each<
  [
    string,
    readonly (readonly [number, Sign])[],
    { config: boolean; outputs: boolean; restart: string[]; ask: string[]; due: number },
  ]
>([
  [
    "an edit of the config",
    [at(0, config)],
    { config: true, outputs: false, restart: [], ask: [], due: 120 },
  ],
  [
    "edited outputs",
    [at(0, { type: "outputs" })],
    { config: false, outputs: true, restart: [], ask: [], due: 120 },
  ],
  ["a changed list", [at(5, list)], { config: false, outputs: false, restart: [], ask: ["a"], due: 125 }],
  [
    "a server to try again",
    [at(0, retry)],
    { config: false, outputs: false, restart: [], ask: ["b"], due: 120 },
  ],
  ["an edited script", [at(0, script)], { config: false, outputs: false, restart: ["a"], ask: [], due: 120 }],
  [
    "a restart replaces a request",
    [at(0, list), at(10, script), at(20, list)],
    { config: false, outputs: false, restart: ["a"], ask: [], due: 140 },
  ],
  [
    "several things at once",
    [at(0, config), at(10, list), at(20, retry)],
    { config: true, outputs: false, restart: [], ask: ["a", "b"], due: 140 },
  ],
  [
    "every sign of a burst extends the wait",
    [at(0, list), at(100, list), at(200, list)],
    { config: false, outputs: false, restart: [], ask: ["a"], due: 320 },
  ],
  [
    "but not forever",
    Array.from({ length: 30 }, (_, i) => at(i * 100, list)),
    { config: false, outputs: false, restart: [], ask: ["a"], due: 1_500 },
  ],
])("%s", (_name, signs, want) => {
  let pending: Pending | undefined;
  for (const [time, sign] of signs) pending = notice(pending, sign, time);
  const { config: seen, outputs, restart, ask } = pending!;
  expect({ config: seen, outputs, restart: [...restart], ask: [...ask], due: dueAt(pending!) }).toEqual(want);
});

it("doubles the wait after every failure, up to half a minute", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map(retryDelay)).toEqual([
    500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});
