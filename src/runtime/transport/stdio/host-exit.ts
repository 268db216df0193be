import { killTreeNow } from "./process-tree.js";

/** Leaders of the process groups that must not outlive this program. */
const running = new Set<number>();
let unhook: (() => void) | undefined;

/**
 * What ends the tree of a process when this program ends: by itself, by `process.exit`, or by a signal that it does not
 * handle. Loaded before a process is started, so that there is no moment without it. The hooks exist only while there is
 * something to end, and signals keep their default meaning (signal-exit).
 */
export async function loadHostExit(): Promise<(pid: number) => void> {
  const { onExit } = await import("signal-exit");
  return (pid) => {
    running.add(pid);
    unhook ??= onExit(() => {
      for (const leader of running) killTreeNow(leader);
    });
  };
}

/** The process ended: nothing is left to do for it. */
export function forget(pid: number): void {
  running.delete(pid);
  if (running.size > 0) return;
  unhook?.();
  unhook = undefined;
}
