import { expect, it } from "vitest";
import { formatHtml } from "../../../src/codegen/cli/diff/format/format-html.js";
import { formatMarkdown } from "../../../src/codegen/cli/diff/format/format-markdown.js";
import { diffReport } from "../../../src/codegen/diff/index.js";

const REPORT = diffReport(
  "mcp.lock.json",
  [
    {
      key: "down",
      status: "failed",
      tools: [],
      error: { code: "CONNECT_FAILED", message: "It exited. Its last output:\n  # boom\n  <b>" },
    },
  ],
  [],
  "none",
);

it("the lines of a failure stay in their item in markdown", () => {
  expect(formatMarkdown(REPORT)).toContain(
    "- down could not be queried: It exited. Its last output:<br>  &#35; boom<br>  &#60;b&#62;\n",
  );
});

it("the lines of a failure are separate lines in html", () => {
  expect(formatHtml(REPORT)).toContain(
    '<p class="error text">Could not be queried: It exited. Its last output:\n  # boom\n  &#60;b&#62;</p>',
  );
});
