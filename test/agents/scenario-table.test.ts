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
  ["tests of something else", run("types", ["takes arguments of any kind"]), []],
  ["one that failed", run("openai", PLAYED, PLAYED[3]), ["openai: image result"]],
  ["one that was not run", run("openai", PLAYED.slice(0, 6)), ["openai: unknown tool"]],
  [
    "approvals where a package cannot ask for them",
    run(
      "langchain",
      PLAYED.filter((_, i) => i !== 4 && i !== 5),
    ),
    [],
  ],
  [
    "approvals where a package can ask for them",
    run(
      "openai",
      PLAYED.filter((_, i) => i !== 5),
    ),
    ["openai: approval"],
  ],
])("judges %s", (_, given, want) => {
  expect(failures(scenarioRows(given))).toEqual(want);
});
