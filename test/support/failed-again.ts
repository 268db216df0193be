import type { Reporter, TestModule } from "vitest/node";

/** Says once more, last of all and on a line each, which tests failed and what was said first. */
export const failedAgain: Reporter = {
  onTestRunEnd(modules, errors) {
    const lines = [
      ...modules.flatMap(failuresOf),
      ...errors.map((error) => `outside of tests: ${firstLine(error.message)}`),
    ];
    if (lines.length > 0) console.log(`\nFailed:\n${lines.map((line) => `  ${line}`).join("\n")}`);
  },
};

function failuresOf(module: TestModule): readonly string[] {
  const file = module.relativeModuleId;
  const tests = [...module.children.allTests("failed")].map(
    (test) => `${file} > ${test.fullName}: ${firstLine(test.result().errors?.[0]?.message ?? "")}`,
  );
  const suites = [module, ...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => `${file}: ${firstLine(error.message)}`),
  );
  return [...tests, ...suites];
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
