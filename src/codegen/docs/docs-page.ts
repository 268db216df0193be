import type { Change } from "../diff/index.js";
import { lines, markup } from "../html/html.js";
import { printPage } from "../html/page.js";
import { STYLE } from "../html/style.js";
import type { Plan, ServerPlan } from "../plan/index.js";
import { SCRIPT } from "./script.js";
import { serverView } from "./server-view.js";

/** The input of a documentation page. */
export interface DocsInput {
  readonly plan: Plan;
  /** The generated files, by path below the output folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Changes since another state, and which state; absent if changes are not shown. */
  readonly changes?: { readonly against: string; readonly changes: readonly Change[] };
  /** Servers that could not be queried, with the reason. */
  readonly failures?: readonly { readonly key: string; readonly message: string }[];
}

/**
 * Returns one page that shows every server, tool, resource, template, prompt and type, as an alternative to reading code. It is
 * self-contained and loads nothing; text of servers stays text in it.
 */
export function docsPage({ plan, files, changes, failures = [] }: DocsInput): string {
  const { servers } = plan;
  const title = "MCP servers";
  const changesOf = ({ model }: ServerPlan): readonly Change[] | undefined =>
    changes?.changes.filter(({ server }) => server === model.key);
  const left =
    changes?.changes.filter(({ server }) => !servers.some(({ model }) => model.key === server)) ?? [];
  const body = markup`<header>
      <div>
        <h1>${title} <small>${countsOf(servers)}</small></h1>
        <p id="tools" hidden>
          <input
            id="search"
            type="search"
            placeholder="Search tools, types, descriptions ( / )"
            aria-label="Search"
            autocomplete="off"
            spellcheck="false"
          />
          <span id="found" class="dim" role="status"></span>
        </p>
        <nav aria-label="Servers">
          ${servers.map(({ model, names }) => markup`<a href="#${names.folder}">${model.key}</a> `)}
        </nav>
      </div>
    </header>
    <main>
      ${changes !== undefined && markup`<p class="dim">Changes since ${changes.against}: ${changes.changes.length === 0 ? "none" : changes.changes.length}</p>`}
      ${failures.map(({ key, message }) => markup`<p class="error text">${key} could not be queried: ${lines(message)}</p>`)}
      ${left.map(({ server, message }) => markup`<p class="error">${server}: ${message}</p>`)}
      ${servers.map((server) => serverView(server, files, changesOf(server)))}
    </main>`;
  return printPage({ title, style: STYLE + OWN_STYLE, script: SCRIPT, body });
}

function countsOf(servers: readonly ServerPlan[]): string {
  const sum = (count: (server: ServerPlan) => number): number =>
    servers.reduce((total, server) => total + count(server), 0);
  const counts: readonly (readonly [number, string])[] = [
    [servers.length, "server"],
    [sum(({ tools }) => tools.length), "tool"],
    [sum(({ model }) => model.resources.length), "resource"],
    [sum(({ model }) => model.resourceTemplates.length), "template"],
    [sum(({ prompts }) => prompts.length), "prompt"],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`)
    .join(", ");
}

const OWN_STYLE = `
html{scroll-padding-top:9rem}
header{position:sticky;top:0;z-index:1;background:var(--bg);border-bottom:1px solid var(--line);padding:.8rem 0 .5rem}
#tools{margin:.6rem 0 .3rem}
#search{width:100%;max-width:26rem;font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.45rem .7rem}
nav{display:flex;gap:.2rem 1rem;overflow-x:auto;white-space:nowrap;font-size:.9rem;padding:.2rem 0}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
.item{border:1px solid var(--line);border-radius:.5rem;margin:.4rem 0;padding:0 .8rem;background:var(--bg)}
.item[open]{padding-bottom:.6rem}
.item>summary{cursor:pointer;padding:.5rem 0;list-style:none}
.item>summary::-webkit-details-marker{display:none}
.item>summary::before{content:"";display:inline-block;border:.3rem solid transparent;border-left-color:var(--dim);margin-right:.2rem}
.item[open]>summary::before{transform:rotate(90deg) translateX(.15rem)}
.item>summary code{font-size:.92rem;font-weight:600}
.gist{color:var(--dim);font-size:.9rem}
.item:not([open]) .gist{display:inline}
.item[open]>summary .gist{display:none}
.instructions,.change-list{margin:.6rem 0}.instructions>summary,.change-list>summary{cursor:pointer;color:var(--dim)}
pre a{text-decoration-style:dotted}
pre i{font-style:normal}.comment{color:var(--dim)}.string{color:var(--green)}.keyword{color:var(--violet)}
[hidden]{display:none!important}
@media(max-width:40rem){html{scroll-padding-top:10rem}h2{margin-top:1.8rem}}
@media print{header{position:static}#tools,nav{display:none}}
`;
