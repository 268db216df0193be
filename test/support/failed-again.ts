import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/**
 * Says once more, last of all and on a line each, which tests failed and what was said first. Where FMCP_FAILED_FILES names a file,
 * their files are written into it, as JSON; errors of which no file is known are `null` there.
 */
export const failedAgain: Reporter = {
  onTestRunEnd(modules, errors) {
    const list = process.env["FMCP_FAILED_FILES"];
    const files = [
      ...modules.filter((module) => !module.ok()).map((module) => module.moduleId),
      ...errors.map((error) => (error["VITEST_TEST_PATH"] as string | undefined) ?? null),
    ];
    if (list !== undefined) writeFileSync(list, JSON.stringify([...new Set(files)]));
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
