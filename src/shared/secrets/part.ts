/** A piece of an argument or a URL. The pieces of one text concatenate to that text. */
export interface Part {
  readonly text: string;
  /** Its name (a flag, a header, a parameter), if it may be a secret; absent: it is harmless. */
  readonly secret?: string;
  /** Neither its name nor its place marks it as a secret: its form is just not known to be harmless. */
  readonly guess?: true;
}

export const harmless = (text: string): Part => ({ text });
export const secret = (text: string, name: string): Part => ({ text, secret: name });
export const guess = (text: string, name: string): Part => ({ text, secret: name, guess: true });

/** Returns the texts of all parts that may be secrets. */
export function secretTexts(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => (part.secret === undefined || part.text === "" ? [] : [part.text]));
}
