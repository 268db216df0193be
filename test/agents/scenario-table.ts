/** What a test of an adapter said, as the JSON reporter of Vitest writes it. */
export interface TestRun {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** The scenarios, by what the titles of their tests say. */
export const SCENARIO_TITLES: readonly (readonly [string, RegExp])[] = [
  ["tool call", /^runs a call and tells/],
  ["wrong arguments", /what is wrong with arguments/],
  ["parallel calls", /^runs several calls/],
  ["image result", /\bimage as\b/],
  ["refusal", /^does not run a call/],
  ["approval", /^runs a call that is approved/],
  ["unknown tool", /not offered/],
];

/** Packages that know no approvals: every call is made, and docs/agents.md says so. */
export const WITHOUT_APPROVALS: readonly string[] = ["ai 5", "langchain"];

/** One package, and how each scenario ended; `undefined`: no test plays it. */
export interface ScenarioRow {
  readonly sdk: string;
  readonly cells: readonly ("passed" | "failed" | undefined)[];
}

/** The results as a row for each package, in the order of their files. A group of tests that plays no scenario is no package. */
export function scenarioRows({ testResults }: TestRun): readonly ScenarioRow[] {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const sdks = [...new Set(tests.map(({ ancestorTitles }) => ancestorTitles[0] ?? ""))];
  const rows = sdks.map((sdk): ScenarioRow => {
    const own = tests.filter(({ ancestorTitles }) => ancestorTitles[0] === sdk);
    return {
      sdk,
      cells: SCENARIO_TITLES.map(([, pattern]) => {
        const played = own.filter(({ title }) => pattern.test(title.replace(/^'/, "")));
        if (played.length === 0) return undefined;
        return played.every(({ status }) => status === "passed") ? "passed" : "failed";
      }),
    };
  });
  return rows.filter(({ cells }) => cells.some((cell) => cell !== undefined));
}

/** Cells that have to pass and do not: a scenario that nobody plays counts, unless the package knows no approvals. */
export function failures(rows: readonly ScenarioRow[]): readonly string[] {
  return rows.flatMap(({ sdk, cells }) =>
    cells.flatMap((cell, index) => {
      const [scenario = ""] = SCENARIO_TITLES[index] ?? [];
      const isKnownGap = WITHOUT_APPROVALS.includes(sdk) && ["refusal", "approval"].includes(scenario);
      return cell === "passed" || (cell === undefined && isKnownGap) ? [] : [`${sdk}: ${scenario}`];
    }),
  );
}
