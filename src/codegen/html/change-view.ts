import { type Change, textsOf, whereOf } from "../diff/index.js";
import { type Html, markup } from "./html.js";

/** Shows one change: its severity, where and what it is, and the texts before and after. */
export function changeView(change: Change): Html {
  const { before, after } = textsOf(change);
  const texts = [
    ...before.map((line) => markup`<del>${line}</del>`),
    ...after.map((line) => markup`<ins>${line}</ins>`),
  ];
  const { severity, rule, message } = change;
  return markup`<article class="change ${severity}">
    <h4><span class="badge ${severity}">${severity}</span> ${whereOf(change)}</h4>
    <p>${message} <code class="dim">${rule}</code></p>
    ${texts.length > 0 && markup`<pre>${texts}</pre>`}
  </article>`;
}
