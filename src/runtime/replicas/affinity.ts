/**
 * Chooses by rendezvous hashing: the label with the highest hash of (key, label). A key keeps its replica as long as that
 * exists, and only the keys of a lost replica move.
 */
export function rendezvous(key: string, labels: readonly string[]): number {
  let best = 0;
  let highest = -1;
  labels.forEach((label, index) => {
    const score = hash(`${key}\n${label}`);
    if (score > highest) [best, highest] = [index, score];
  });
  return best;
}

/** Hashes UTF-16 units by FNV-1a, with a final mix so that similar texts spread. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
