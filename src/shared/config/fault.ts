/** A fault in a config: where, what, and what to do. It makes its server unusable, never the whole config. */
export interface ConfigFault {
  /** JSON pointer (RFC 6901) of the value concerned; `""` is the whole document. */
  readonly pointer: string;
  /** Key of the server that cannot be used because of it; absent: the fault concerns the document. */
  readonly server?: string;
  /** What is wrong. Never contains the value of a variable, a header or a token. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** Position in the text, counted from 1, if the config was read from text. */
  readonly line?: number;
  readonly column?: number;
}

/** Appends `keys` to a JSON pointer, escaped as in RFC 6901, section 3. */
export function pointerTo(base: string, ...keys: readonly (string | number)[]): string {
  return keys.reduce<string>(
    (pointer, key) => `${pointer}/${String(key).replace(/~/g, "~0").replace(/\//g, "~1")}`,
    base,
  );
}

/** Returns the keys of a JSON pointer. */
export function pointerKeys(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~"));
}
