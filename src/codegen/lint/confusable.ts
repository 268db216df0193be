/** Scripts whose letters look like Latin ones. Other scripts are not mistaken for Latin. */
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
 * Says why a name can be mistaken for another: letters of two scripts that look alike (Unicode TS 39, mixed-script), or
 * compatibility forms of letters such as full-width ones (NFKC). `undefined` if it cannot.
 */
export function mixesScripts(name: string): string | undefined {
  const other = LOOKALIKES.find(([, letter]) => letter.test(name));
  if (other !== undefined && LATIN.test(name)) return `mixes Latin and ${other[0]} letters`;
  if (name.normalize("NFKC") !== name.normalize("NFC")) return "contains letters that look like others";
  return undefined;
}

/**
 * Returns a skeleton that names that look the same share: without case, separators, and differences between letters and
 * digits drawn alike.
 */
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

/** Groups at least two different names with one skeleton, in the order of the names. */
export function lookAlike(names: readonly string[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const key = skeleton(name);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
