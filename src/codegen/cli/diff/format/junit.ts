import { show } from "../../../../shared/text/show.js";
import {
  type Change,
  type ComparedServer,
  type DiffReport,
  fails,
  textsOf,
  whereOf,
} from "../../../diff/index.js";

/**
 * Formats a report as JUnit XML for CI systems: a test suite for each server and a test case for each item that changed.
 * What fails the run is a failure, other changes are output, and a server that could not be queried is an error.
 */
export function formatJunit(report: DiffReport): string {
  const suites = report.servers.map((server) => suiteOf(server, report));
  const count = (name: "tests" | "failures" | "errors"): number =>
    suites.reduce((sum, { counts }) => sum + counts[name], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element("testsuites", { tests: count("tests"), failures: count("failures"), errors: count("errors") }, [
      ...suites.map(({ xml }) => xml),
    ]),
    "",
  ].join("\n");
}

function suiteOf({ key, error }: ComparedServer, report: DiffReport) {
  const changes = report.changes.filter(({ server }) => server === key);
  const cases = [
    ...(error === undefined
      ? []
      : [testCase(key, "server", [element("error", { type: error.code, message: error.message }, [])])]),
    ...changes.map((change) => testCase(key, whereOf(change), resultOf(change, report))),
  ];
  if (cases.length === 0) cases.push(testCase(key, "server", []));
  const counts = {
    tests: cases.length,
    failures: changes.filter((change) => fails(change, report.failOn)).length,
    errors: error === undefined ? 0 : 1,
  };
  return { counts, xml: element("testsuite", { name: key, ...counts }, cases) };
}

function resultOf(change: Change, { failOn }: DiffReport): readonly string[] {
  const { before, after } = textsOf(change);
  const texts = [...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`)].map(escape);
  if (!fails(change, failOn))
    return [element("system-out", {}, [escape(`${change.severity}: ${change.message}`), ...texts])];
  return [element("failure", { type: `${change.severity}: ${change.rule}`, message: change.message }, texts)];
}

function testCase(server: string, name: string, inside: readonly string[]): string {
  return element("testcase", { classname: server, name }, inside);
}

/** Returns an XML element; `inside` is XML already. */
function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inside: readonly string[],
): string {
  const start = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escape(String(value))}"`),
  ];
  return inside.length === 0
    ? `<${start.join(" ")}/>`
    : `<${start.join(" ")}>\n${inside.join("\n")}\n</${name}>`;
}

/** Escapes text for XML 1.0. Most control characters are not allowed there, so they are spelled out. */
function escape(text: string): string {
  return show(text, Infinity).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
