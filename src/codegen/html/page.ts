import { createHash } from "node:crypto";
import { Html, type HtmlValue, markup } from "./html.js";

/** A page that needs nothing else: no font, no network, and no script but its own. */
export interface Page {
  readonly title: string;
  /** Ours, as all CSS is. */
  readonly style: string;
  /** Ours. */
  readonly script?: string;
  readonly body: HtmlValue;
}

/** The text of a page. Its policy names style and script by their hashes: what foreign text may smuggle in does not run. */
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
