import { expect, it } from "vitest";
import { judge, lineOf, type Row } from "./rows.js";

const row = (delay: number, other: Partial<Row> = {}): Row => ({
  ...{ kind: "a", transport: "stdio", delay, era: "modern", tools: 1, hash: "h", seconds: 1 },
  ...other,
});

it.each<readonly [string, readonly Row[], readonly (string | undefined)[]]>([
  ["equal rows are fine", [row(7), row(0)], [undefined, undefined]],
  [
    "the row that differs is named, and how",
    [row(0), row(3), row(7, { era: "legacy", hash: "i" })],
    [undefined, undefined, "era is legacy, at 0 s modern; hash is i, at 0 s h"],
  ],
  ["a row without an era says why", [row(0), row(3, { era: "it exited" })], [undefined, "it exited"]],
  [
    "other servers and transports are others",
    [row(0), row(0, { kind: "b", hash: "i" }), row(0, { transport: "http", hash: "j" })],
    [undefined, undefined, undefined],
  ],
])("%s", (_, rows, want) => {
  const judged = judge(rows);
  expect(judged.map(({ fault }) => fault)).toEqual(want);
  for (const each of judged) expect(lineOf(each).startsWith("FAILED")).toBe(each.fault !== undefined);
});
