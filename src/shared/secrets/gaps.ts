/** Terminal colors, spaces, invisible characters, and their escapes by `show`. */
const GAP =
  // eslint-disable-next-line no-control-regex
  /\u001b\[[0-9;:]*m|\\u\{1b\}\[[0-9;:]*m|\\u\{[0-9a-f]{1,6}\}|[\s\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]/g;

/** Whether `text` contains something that may interrupt a secret. */
export function hasGaps(text: string): boolean {
  GAP.lastIndex = 0;
  return GAP.test(text);
}

/** Removes from a text what may interrupt a secret, and returns the original position of each remaining character. */
export function withoutGaps(text: string): { readonly squeezed: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let squeezed = "";
  let from = 0;
  const take = (until: number): void => {
    for (let at = from; at < until; at++) places.push(at);
    squeezed += text.slice(from, until);
  };
  for (const gap of text.matchAll(GAP)) {
    take(gap.index);
    from = gap.index + gap[0].length;
  }
  take(text.length);
  return { squeezed, places };
}

/** Lower-cases ASCII letters only, so that the length stays. */
export function fold(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
