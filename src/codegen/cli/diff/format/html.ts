import { show } from "../../../../shared/text/show.js";
import type { Change, ComparedServer, DiffReport } from "../../../diff/index.js";
import { summaryOf, textsOf, whereOf } from "./parts.js";

/** One page that needs nothing else: no script, no font, no network. Foreign text is text in it. */
export function formatHtml(report: DiffReport): string {
  const servers = report.servers.map((server) =>
    sectionOf(
      server,
      report.changes.filter((change) => change.server === server.key),
    ),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>MCP servers: what changed</title>
<style>${STYLE}</style>
</head>
<body>
<h1>MCP servers: what changed</h1>
<p class="summary ${report.failed ? "failed" : "passed"}">${escape(summaryOf(report))}</p>
${servers.join("\n")}
</body>
</html>`;
}

function sectionOf({ key, status, error, tools }: ComparedServer, changes: readonly Change[]): string {
  const changed = new Set(changes.filter(({ kind }) => kind === "tool").map(({ name }) => name));
  const count =
    changes.length === 0 ? "no changes" : `${changes.length} change${changes.length === 1 ? "" : "s"}`;
  const problem =
    error === undefined
      ? ""
      : `<p class="error">Could not be asked: ${escape(show(error.message, 4_000))}</p>`;
  const items = tools.map(
    (name) => `<li${changed.has(name) ? ' class="changed"' : ""}>${escape(show(name, 500))}</li>`,
  );
  const list =
    items.length === 0
      ? ""
      : `<details><summary>${items.length} tools now</summary><ul class="tools">${items.join("")}</ul></details>`;
  return `<section>
<h2>${escape(show(key))} <small>${status === "failed" ? "not asked" : count}</small></h2>
${problem}${changes.map(changeOf).join("\n")}
${list}
</section>`;
}

function changeOf(change: Change): string {
  const { before, after } = textsOf(change);
  const lines = [
    ...before.map((line) => `<del>${visible(line)}</del>`),
    ...after.map((line) => `<ins>${visible(line)}</ins>`),
  ];
  const texts = lines.length === 0 ? "" : `<pre>${lines.join("")}</pre>`;
  return `<article class="${change.severity}">
<h3><span class="badge">${change.severity}</span> ${visible(whereOf(change))}</h3>
<p>${visible(change.message)} <code>${escape(change.rule)}</code></p>${texts}
</article>`;
}

/** Escapes of characters that nobody would see, marked. */
function visible(text: string): string {
  return escape(text).replace(/\\u\{[0-9a-f]+\}/g, (found) => `<mark>${found}</mark>`);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root{color-scheme:light dark;--line:#8884;--red:#c62828;--violet:#8e24aa;--amber:#b26a00;--green:#2e7d32}
@media(prefers-color-scheme:dark){:root{--red:#ff8a80;--violet:#e1a5f0;--amber:#ffcc66;--green:#8fd694}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}h2 small{font-weight:normal;opacity:.7}
h3{font-size:1rem;margin:0}
article{border-left:.3rem solid var(--line);padding:.4rem .8rem;margin:.6rem 0}article p{margin:.2rem 0}
.breaking{border-color:var(--red)}.unknown{border-color:var(--violet)}.dangerous{border-color:var(--amber)}.safe{border-color:var(--green)}
.badge{font-size:.75rem;text-transform:uppercase;letter-spacing:.04em}
.breaking .badge,.failed,.error{color:var(--red)}.unknown .badge{color:var(--violet)}.dangerous .badge{color:var(--amber)}.safe .badge,.passed{color:var(--green)}
pre{white-space:pre-wrap;margin:.4rem 0;font-size:.85rem}
del,ins{display:block;text-decoration:none;padding:0 .4rem;background:#c6282822}ins{background:#2e7d3222}
del::before{content:"- "}ins::before{content:"+ "}
code{font-size:.85em;opacity:.7}mark{background:#ffd54f;color:#000;border-radius:.2rem;padding:0 .1rem}
.tools{columns:14rem;padding-left:1.2rem}.changed{font-weight:bold}
`;
