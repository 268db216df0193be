/** Why a process that writes UTF-16 is of no use, as a clause about the server. */
export const WRITES_UTF16 =
  "writes UTF-16 on its standard output, and MCP over stdio is UTF-8 (set the encoding of its output, on Windows often that of PowerShell)";

/** Whether a line is a message in UTF-16, read as UTF-8. Banners of a shell and zero bytes of a console do not count. */
export function isUtf16Message(line: string): boolean {
  if (!line.includes("\0")) return false;
  const text = line.replaceAll("\0", "");
  return /^[^\w{[]*[{[]/.test(text) && text.includes('"jsonrpc"');
}
