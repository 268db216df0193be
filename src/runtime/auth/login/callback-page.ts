const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Headers of every answer to the browser: the page runs no scripts, loads nothing, and is not framed, cached or sent as a
 * referrer.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  connection: "close",
};

/** Renders a page with a heading and a paragraph; both may contain foreign text. */
export function page(heading: string, text: string): string {
  return `<!doctype html><meta charset="utf-8"><title>${escaped(heading)}</title><h1>${escaped(heading)}</h1><p>${escaped(text)}</p>\n`;
}

function escaped(text: string): string {
  return text.slice(0, 1000).replace(/[&<>"']/g, (c) => ENTITIES[c] as string);
}
