import type { ToolInfo } from "../../tools/tool-info.js";

const LONGEST = 64;

/**
 * Returns a unique name for each tool that the provider accepts: the tool's own name, prefixed with the server's if there are
 * several servers. Characters that are not allowed become `_`. A name that is too long or already taken ends with a digest of
 * the full name, so that it does not depend on the other tools.
 */
export function providerNames(tools: readonly ToolInfo[]): readonly string[] {
  const several = new Set(tools.map(({ server }) => server)).size > 1;
  return freeNames(
    tools.map(({ server, name }) => ({
      plain: legal(several ? `${server}_${name}` : name),
      full: `${server}\u0000${name}`,
    })),
    LOST,
  );
}

/** A package that copies its tools from object to object loses one of this name. */
const LOST: ReadonlySet<string> = new Set(["__proto__"]);

/** Returns each plain name; adds a digest of the full name if the plain one is too long, reserved or not unique. */
export function freeNames(
  wanted: readonly { readonly plain: string; readonly full: string }[],
  reserved: ReadonlySet<string> = new Set(),
): readonly string[] {
  const count = new Map<string, number>();
  for (const { plain } of wanted) count.set(plain, (count.get(plain) ?? 0) + 1);
  const taken = new Set<string>(reserved);
  return wanted.map(({ plain, full }) => {
    let free = plain.length <= LONGEST && count.get(plain) === 1 ? plain : withDigest(plain, full);
    for (let number = 1; taken.has(free); number++)
      free = withDigest(plain, number === 1 ? full : `${full}\u0000${number}`);
    taken.add(free);
    return free;
  });
}

function legal(name: string): string {
  const plain = name.replace(/[^a-zA-Z0-9_-]+/g, "_");
  return /^[a-zA-Z_]/.test(plain) ? plain : `_${plain}`;
}

function withDigest(name: string, full: string): string {
  const digest = fnv1a(full).toString(36).padStart(7, "0");
  return `${name.slice(0, LONGEST - digest.length - 1)}_${digest}`;
}

/** FNV-1a, 32 bits: short and the same everywhere; nothing secret depends on it. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
