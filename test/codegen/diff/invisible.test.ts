import { describe, expect, it } from "vitest";
import { formatComment } from "../../../src/codegen/cli/diff/format/comment.js";
import { formatGithub } from "../../../src/codegen/cli/diff/format/github.js";
import { formatHtml } from "../../../src/codegen/cli/diff/format/format-html.js";
import { formatJunit } from "../../../src/codegen/cli/diff/format/junit.js";
import { formatMarkdown } from "../../../src/codegen/cli/diff/format/format-markdown.js";
import { formatText } from "../../../src/codegen/cli/diff/format/format-text.js";
import { compareServers, diffReport, type DiffReport } from "../../../src/codegen/diff/index.js";
import { visibleJson } from "../../../src/shared/text/visible-json.js";
import { INVISIBLE } from "../docs/hostile.js";
import { server } from "./table/row.js";

const FORMATS: readonly (readonly [string, (report: DiffReport) => string])[] = [
  ["text", (report) => formatText(report, (_style, text) => text)],
  ["markdown", formatMarkdown],
  ["github", (report) => formatGithub(report, "mcp.lock.json")],
  ["comment", formatComment],
  ["junit", formatJunit],
  ["html", formatHtml],
];

/** A tool whose name, description and input hold the character. */
function report(character: string): DiffReport {
  const tool = (text: string) => ({
    name: `get${character}it`,
    description: `Gets ${text}it.`,
    inputSchema: { type: "object", properties: { [`a${character}`]: { enum: [`x${text}`] } } },
  });
  const before = server({ instructions: "Be kind.", tools: [tool("")] });
  const after = server({ instructions: `Be ${character}kind.`, tools: [tool(character)] });
  const servers = [{ key: "s", status: "asked" as const, tools: [tool("").name] }];
  return diffReport(`git:${character}`, servers, compareServers([before], [after]), "any");
}

describe.each(INVISIBLE)("an invisible character: %j", (character, escape) => {
  it.each(FORMATS)("is escaped in %s", (_name, format) => {
    const text = format(report(character));
    expect(text).not.toContain(character);
    // markdown and html write some of the characters of the escape as entities, too
    const plain = text.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)));
    expect(plain).toContain(escape);
  });

  it("causes a change even if texts look the same", () => {
    const { changes } = report(character);
    expect(changes.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["instructions-changed", "description-changed", "enum-value-added"]),
    );
  });

  it("is escaped in json as JSON does, with the same data", () => {
    const text = visibleJson(report(character));
    expect(text).not.toContain(character);
    expect(JSON.parse(text)).toEqual(report(character));
  });
});
