/** A piece of an argument or a URL. The pieces of one text, put together, are that text. */
export interface Part {
  readonly text: string;
  /** What it is called where it stands (a flag, a header, a parameter), if it may be a secret; absent: it is harmless. */
  readonly secret?: string;
  /** Neither its name nor its place says that it is a secret: it merely is of no form that is known to be harmless. */
  readonly guess?: true;
}

export const harmless = (text: string): Part => ({ text });
export const secret = (text: string, name: string): Part => ({ text, secret: name });
export const guess = (text: string, name: string): Part => ({ text, secret: name, guess: true });

/** The texts of all parts that may be secrets. */
export function secretTexts(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => (part.secret === undefined || part.text === "" ? [] : [part.text]));
}
