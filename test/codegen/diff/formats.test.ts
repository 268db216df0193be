import { readFileSync } from "node:fs";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { COMMENT_MARK, formatComment } from "../../../src/codegen/cli/diff/format/comment.js";
import { formatJunit } from "../../../src/codegen/cli/diff/format/junit.js";
import { formatSarif } from "../../../src/codegen/cli/diff/format/sarif.js";
import { type Change, diffReport, type DiffReport } from "../../../src/codegen/diff/index.js";

const change = (over: Partial<Change>): Change => ({
  server: "weather",
  kind: "tool",
  name: "get_forecast",
  part: "input",
  severity: "breaking",
  rule: "property-required",
  message: "days is now required",
  ...over,
});

const report = (changes: readonly Change[], failOn: DiffReport["failOn"] = "breaking"): DiffReport =>
  diffReport(
    "mcp.lock.json",
    [
      { key: "calm", status: "asked", tools: [] },
      {
        key: "down",
        status: "failed",
        tools: [],
        error: { code: "CONNECT_FAILED", message: 'It "exited" & <b>' },
      },
      { key: "weather", status: "asked", tools: [] },
    ],
    changes,
    failOn,
  );

const BREAKING = change({});
const WORDING = change({
  part: "description",
  severity: "dangerous",
  rule: "description-changed",
  message: "reads otherwise",
  before: "Tells <b>&\u0001",
  after: 'Tells "all"',
});

describe("junit", () => {
  const parse = (text: string) => {
    expect(XMLValidator.validate(text)).toBe(true);
    return new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: "",
      isArray: (name) => /^test(suite|case)$/.test(name),
    }).parse(text).testsuites;
  };

  it("has a suite for each server, and a failure only for what fails the run", () => {
    const suites = parse(formatJunit(report([BREAKING, WORDING])));
    expect(suites).toMatchObject({ tests: "4", failures: "1", errors: "1" });
    expect(suites.testsuite).toMatchObject([
      { name: "calm", tests: "1", failures: "0", testcase: [{ name: "server" }] },
      {
        name: "down",
        errors: "1",
        testcase: [{ error: { type: "CONNECT_FAILED", message: "It &#34;exited&#34; &#38; &#60;b&#62;" } }],
      },
      {
        name: "weather",
        testcase: [
          {
            classname: "weather",
            failure: { type: "breaking: property-required", message: "days is now required" },
          },
          { "system-out": expect.stringContaining("dangerous: reads otherwise") as string },
        ],
      },
    ]);
  });

  it("escapes what XML does not allow", () => {
    const text = formatJunit(report([WORDING], "dangerous"));
    expect(text).toContain("- Tells &#60;b&#62;&#38;\\u{1}");
    expect(parse(text).failures).toBe("1");
  });
});

describe("sarif", () => {
  it("has a result for each change, located at the lock, and an error for what fails the run", () => {
    const [run] = JSON.parse(
      formatSarif(report([BREAKING, WORDING], "dangerous"), "src/my mcp/mcp.lock.json"),
    ).runs;
    expect(run.results).toMatchObject([
      {
        ruleId: "property-required",
        level: "error",
        message: { text: 'breaking: weather: tool "get_forecast" input: days is now required' },
        locations: [{ physicalLocation: { artifactLocation: { uri: "src/my%20mcp/mcp.lock.json" } } }],
      },
      { ruleId: "description-changed", level: "error" },
    ]);
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      "description-changed",
      "property-required",
    ]);
    expect(run.results.map(({ ruleIndex }: { ruleIndex: number }) => ruleIndex)).toEqual([1, 0]);
    expect(run.invocations).toMatchObject([
      { executionSuccessful: false, toolExecutionNotifications: [{ descriptor: { id: "CONNECT_FAILED" } }] },
    ]);
  });

  it.each([
    ["breaking", "none", "error"],
    ["unknown", "none", "warning"],
    ["unknown", "breaking", "error"],
    ["dangerous", "breaking", "warning"],
    ["safe", "breaking", "note"],
    ["safe", "any", "error"],
  ] as const)("calls a change that is %s, with --fail-on %s, %s", (severity, failOn, level) => {
    const { runs } = JSON.parse(formatSarif(report([change({ severity })], failOn), "mcp.lock.json"));
    expect(runs[0].results[0].level).toBe(level);
  });
});

describe("sarif's published schema", () => {
  // from @microsoft/jest-sarif 1.0.0-beta.0
  const schema = new URL("../../fixtures/sarif/sarif-2.1.0-rtm.5.json", import.meta.url);
  const ajv = addFormats.default(
    new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false }),
  );
  const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")) as object);

  it.each([
    ["accepts a report without changes", [], "mcp.lock.json"],
    [
      "accepts changes of every severity",
      [BREAKING, WORDING, change({ severity: "unknown" })],
      "mcp.lock.json",
    ],
    [
      "accepts names and folders with signs",
      [change({ name: 'a "b"\u0000' })],
      "C:\\my mcp\\ü%\\mcp.lock.json",
    ],
  ] as const)("%s", (_row, changes, lock) => {
    validate(JSON.parse(formatSarif(report(changes), lock)));
    expect(validate.errors).toBeNull();
  });

  it("rejects a level that SARIF does not have", () => {
    const text = formatSarif(report([BREAKING]), "mcp.lock.json").replace(
      '"level": "error"',
      '"level": "fatal"',
    );
    expect(validate(JSON.parse(text))).toBe(false);
  });
});

describe("comment", () => {
  it("starts with the mark by which the next run finds it", () => {
    expect(formatComment(report([BREAKING]))).toMatch(new RegExp(`^${COMMENT_MARK}\n## MCP servers: `));
  });

  it("stays within GitHub's limit, and closes fences and folds", () => {
    const many = Array.from({ length: 200 }, (_, i) =>
      change({ ...WORDING, name: `t${i}`, before: "a\n".repeat(90) }),
    );
    const text = formatComment(report(many));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/ more lines: run `fmcp-codegen diff` to see all\.\n$/);
    expect(text.split("<details>").length).toBe(text.split("</details>").length);
    expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
  });
});
