/** One thing wrong in a config: where, what, and what to do. It costs the server it belongs to, never the config. */
export interface ConfigFault {
  /** JSON pointer (RFC 6901) of the value concerned; `""` is the whole document. */
  readonly pointer: string;
  /** Key of the server that cannot be used because of it; absent: the document as such. */
  readonly server?: string;
  /** What is wrong. Never holds the value of a variable, a header or a token. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** Place in the text, counted from 1, where the config was read from text. */
  readonly line?: number;
  readonly column?: number;
}

/** Appends `keys` to a JSON pointer, escaped as RFC 6901, section 3 says. */
export function pointerTo(base: string, ...keys: readonly (string | number)[]): string {
  return keys.reduce<string>(
    (pointer, key) => `${pointer}/${String(key).replace(/~/g, "~0").replace(/\//g, "~1")}`,
    base,
  );
}

/** The keys of a JSON pointer. */
export function pointerKeys(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~"));
}
