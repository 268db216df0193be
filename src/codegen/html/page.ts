import { createHash } from "node:crypto";
import { Html, type HtmlValue, markup } from "./html.js";

/** A self-contained page: no fonts, no network, and no scripts but its own. */
export interface Page {
  readonly title: string;
  /** Our own text, as all CSS is. */
  readonly style: string;
  /** Our own text. */
  readonly script?: string;
  readonly body: HtmlValue;
}

/** Returns the text of a page. Its policy allows style and script by their hashes, so injected code does not run. */
export function printPage({ title, style, script, body }: Page): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    ...(script === undefined ? [] : [`script-src '${hashOf(script)}'`]),
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${Html.ours(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${Html.ours(style)}</style>
</head>
<body>
${body}
${script !== undefined && markup`<script>${Html.ours(script)}</script>`}
</body>
</html>
`.toString();
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}
