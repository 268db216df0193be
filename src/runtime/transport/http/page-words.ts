/** Whether a body is an HTML page. */
export function isPage(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*|<!--[^]*?-->\s*)*(?:<!doctype html|<html|<head|<body)/i.test(text);
}

/** Returns the words of an HTML page: its title, else its text. */
export function pageWords(html: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.trim() ?? "";
  return title !== "" ? title : textOf(html);
}

function textOf(html: string): string {
  return html
    .replace(/<(script|style)\b[^]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
