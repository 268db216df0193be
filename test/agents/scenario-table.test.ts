import { expect, it } from "vitest";
import { failures, scenarioRows, type TestRun } from "./scenario-table.js";

const PLAYED = [
  "runs a call and tells its answer",
  "tells what is wrong with arguments, and goes on",
  "runs several calls of one turn",
  "tells an image as an image",
  "does not run a call that is refused",
  "runs a call that is approved",
  "tells a model that calls what is not offered",
];

const run = (sdk: string, titles: readonly string[], failed?: string): TestRun => ({
  testResults: [
    {
      name: "a.test.ts",
      assertionResults: titles.map((title) => ({
        ancestorTitles: [sdk],
        title,
        status: title === failed ? "failed" : "passed",
      })),
    },
  ],
});

it.each<[string, TestRun, readonly string[]]>([
  ["all scenarios", run("openai", PLAYED), []],
  ["one that failed", run("openai", PLAYED, PLAYED[3]), ["openai: image result"]],
  ["one that nobody plays", run("openai", PLAYED.slice(0, 6)), ["openai: unknown tool"]],
  [
    "approvals that a package does not know",
    run(
      "langchain",
      PLAYED.filter((_, i) => i !== 4 && i !== 5),
    ),
    [],
  ],
  [
    "approvals that a package knows",
    run(
      "openai",
      PLAYED.filter((_, i) => i !== 5),
    ),
    ["openai: approval"],
  ],
])("judges %s", (_, given, want) => {
  expect(failures(scenarioRows(given))).toEqual(want);
});
