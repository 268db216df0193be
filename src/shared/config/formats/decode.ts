/** Decodes the text of a file: UTF-8, or UTF-16 as PowerShell and older editors write it, with or without a byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode("utf-16le", bytes);
  if (first === 0xfe && second === 0xff) return decode("utf-16be", bytes);
  // Configs begin with ASCII, so in UTF-16 one of the first two bytes is zero.
  if (first !== undefined && first !== 0 && second === 0) return decode("utf-16le", bytes);
  if (first === 0 && second !== undefined && second !== 0) return decode("utf-16be", bytes);
  return decode("utf-8", bytes);
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
