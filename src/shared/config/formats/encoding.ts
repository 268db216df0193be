/** How the text of a file is encoded. */
export interface TextEncoding {
  readonly name: "utf-8" | "utf-16le" | "utf-16be";
  /** Whether a byte order mark comes first. */
  readonly marked: boolean;
}

/** The encoding of a file by its first bytes: UTF-8, or UTF-16 as PowerShell and older editors write it. */
export function encodingOf([first, second, third]: Uint8Array): TextEncoding {
  if (first === 0xff && second === 0xfe) return { name: "utf-16le", marked: true };
  if (first === 0xfe && second === 0xff) return { name: "utf-16be", marked: true };
  // Configs begin with ASCII, so in UTF-16 one of the first two bytes is zero.
  if (first !== undefined && first !== 0 && second === 0) return { name: "utf-16le", marked: false };
  if (first === 0 && second !== undefined && second !== 0) return { name: "utf-16be", marked: false };
  return { name: "utf-8", marked: first === 0xef && second === 0xbb && third === 0xbf };
}

/** Text of a file, without its byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes).name).decode(bytes);
}

/** The bytes of a text in an encoding: `decodeText` reads them back. */
export function encodeText(text: string, { name, marked }: TextEncoding): Uint8Array {
  const whole = marked ? `\uFEFF${text}` : text;
  if (name === "utf-8") return new TextEncoder().encode(whole);
  const bytes = new DataView(new ArrayBuffer(whole.length * 2));
  for (let at = 0; at < whole.length; at++)
    bytes.setUint16(at * 2, whole.charCodeAt(at), name === "utf-16le");
  return new Uint8Array(bytes.buffer);
}
