/** Scripts whose letters look like Latin ones. Letters of others are not taken for Latin. */
const LOOKALIKES: readonly (readonly [script: string, letter: RegExp])[] = [
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
  ["Coptic", /\p{Script=Coptic}/u],
  ["Lisu", /\p{Script=Lisu}/u],
];
const LATIN = /\p{Script=Latin}/u;

/**
 * Why a name can be taken for another: letters of two scripts that look alike (Unicode TS 39, mixed-script), or forms of
 * letters that are others by compatibility, such as full-width ones (NFKC). `undefined`: it cannot.
 */
export function mixesScripts(name: string): string | undefined {
  const other = LOOKALIKES.find(([, letter]) => letter.test(name));
  if (other !== undefined && LATIN.test(name)) return `mixes Latin and ${other[0]} letters`;
  if (name.normalize("NFKC") !== name.normalize("NFC"))
    return "holds letters in a form that looks like others";
  return undefined;
}

/** Names that look the same have the same skeleton: case, separators, and letters and digits that are drawn alike. */
export function skeleton(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[I1|]/g, "l")
    .replace(/0/g, "o")
    .toLowerCase()
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")
    .replace(/[\s._/-]/g, "");
}

/** Groups of at least two different names with one skeleton, in the order of the names. */
export function lookAlike(names: readonly string[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const key = skeleton(name);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
