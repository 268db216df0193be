/** C0, DEL, C1, bidi controls, zero-width and tag characters, separators, lone surrogates: nothing a person can see. */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu;

/** Begins a command to GitHub Actions wherever it stands in a line of a log (`##[add-mask]…`). */
const COMMAND = "##[";

/**
 * Foreign text made fit for a terminal, a log or an error message: every invisible or control character
 * becomes a visible `\u{…}` escape, nothing in it is a command to who reads the log, and the text is cut at `limit` characters
 * (default 200).
 */
export function show(text: unknown, limit = 200): string {
  const visible = String(text)
    .replace(INVISIBLE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll(COMMAND, "#\\u{23}[");
  return visible.length <= limit ? visible : `${visible.slice(0, limit)}… (${visible.length - limit} more)`;
}
