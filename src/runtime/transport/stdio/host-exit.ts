import { killTreeNow } from "./process-tree.js";

/** Leaders of the process groups that must not outlive this program. */
const running = new Set<number>();
let unhook: (() => void) | undefined;

/**
 * Ends the tree of `pid` when this program ends: by itself, by `process.exit`, or by a signal that it does not handle.
 * The hooks exist only while there is something to end, and signals keep their default meaning (signal-exit).
 */
export async function endWithHost(pid: number): Promise<void> {
  running.add(pid);
  const { onExit } = await import("signal-exit");
  if (running.size > 0) {
    unhook ??= onExit(() => {
      for (const leader of running) killTreeNow(leader);
    });
  }
}

/** The process ended: nothing is left to do for it. */
export function forget(pid: number): void {
  running.delete(pid);
  if (running.size > 0) return;
  unhook?.();
  unhook = undefined;
}
