import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Path of a fixture server. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/servers/${name}.mjs`, import.meta.url));
}

/** Whether a process runs; a zombie that nobody reaped does not. */
export function isRunning(pid: number): boolean {
  if (!isUnreaped(pid)) return false;
  try {
    const state = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)?.[0];
    return state !== "Z" && state !== "X";
  } catch {
    return true;
  }
}

/** Whether this process has yet to take note that its child is over: until then, even one that was killed has its number. */
export function isUnreaped(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until `condition` holds. */
export async function until(condition: () => boolean, timeoutMs = 15_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`It did not become true in ${timeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
