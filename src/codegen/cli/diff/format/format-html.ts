import { type Change, type ComparedServer, type DiffReport, summaryOf } from "../../../diff/index.js";
import { changeView } from "../../../html/change-view.js";
import { type Html, lines, markup } from "../../../html/html.js";
import { printPage } from "../../../html/page.js";
import { STYLE } from "../../../html/style.js";
import { plural } from "../../cli-text.js";

const OWN_STYLE = `${STYLE}
main{padding-top:1.5rem}
.tools{columns:14rem;padding-left:1.2rem;margin:.4rem 0}.tools .changed{font-weight:600}
summary{cursor:pointer;color:var(--dim)}
`;

/** Formats a report as one self-contained page: no scripts, fonts or network. Foreign text stays text. */
export function formatHtml(report: DiffReport): string {
  const title = "MCP servers: what changed";
  const servers = report.servers.map((server) =>
    sectionOf(
      server,
      report.changes.filter((change) => change.server === server.key),
    ),
  );
  const body = markup`<main>
    <h1>${title}</h1>
    <p class="${report.failed ? "failed" : "passed"}">${summaryOf(report)}</p>
    ${servers}
  </main>`;
  return printPage({ title, style: OWN_STYLE, body });
}

function sectionOf({ key, status, error, tools }: ComparedServer, changes: readonly Change[]): Html {
  const changed = new Set(changes.filter(({ kind }) => kind === "tool").map(({ name }) => name));
  const count = changes.length === 0 ? "no changes" : plural(changes.length, "change");
  const items = tools.map((name) => markup`<li class="${changed.has(name) ? "changed" : ""}">${name}</li>`);
  return markup`<section>
    <h2>${key} <small>${status === "failed" ? "not asked" : count}</small></h2>
    ${error !== undefined && markup`<p class="error text">Could not be queried: ${lines(error.message)}</p>`}
    ${changes.map(changeView)}
    ${
      items.length > 0 &&
      markup`<details>
        <summary>${plural(items.length, "tool")} now</summary>
        <ul class="tools">
          ${items}
        </ul>
      </details>`
    }
  </section>`;
}
