import { type Html, lines, markup } from "../html/html.js";

const TOKENS =
  /(\/\*\*[\s\S]*?\*\/)|("(?:[^"\\]|\\.)*")|\b(export|interface|type|readonly|extends|Promise)\b|\b([A-Z]\w*)\b/g;

/** Returns generated TypeScript, coloured, with links to types that have their own place on the page. */
export function typescriptView(text: string, targetOf: (type: string) => string | undefined): Html {
  const parts: Html[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [token, comment, string, keyword, type] = match;
    parts.push(lines(text.slice(at, match.index)));
    at = match.index + token.length;
    const target = type === undefined ? undefined : targetOf(type);
    if (comment !== undefined) parts.push(markup`<i class="comment">${lines(comment)}</i>`);
    else if (string !== undefined) parts.push(markup`<i class="string">${string}</i>`);
    else if (keyword !== undefined) parts.push(markup`<i class="keyword">${keyword}</i>`);
    else if (target !== undefined) parts.push(markup`<a href="#${target}">${token}</a>`);
    else parts.push(markup`${token}`);
  }
  return markup`<pre>${parts}${lines(text.slice(at))}</pre>`;
}
