/** Why a process that writes UTF-16 is of no use, as a clause about the server. */
export const WRITES_UTF16 =
  "writes UTF-16 on its standard output, and MCP over stdio is UTF-8 (set the encoding of its output, on Windows often that of PowerShell)";

/** Whether output that begins like this is UTF-16: a byte order mark, or a zero byte in its first character. */
export function isUtf16(chunk: Uint8Array): boolean {
  const [first, second] = chunk;
  if (first === undefined || second === undefined) return false;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked || first === 0 || second === 0;
}
