import { killTreeNow } from "./process-tree.js";

/** Leaders of the process groups that must not outlive this program. */
const running = new Set<number>();
let unhook: (() => void) | undefined;

/**
 * Ends the process trees when this program ends: normally, by `process.exit`, or by a signal that it does not handle. Loaded
 * before a process is started, so that there is no gap. The hooks exist only while there are processes, and signals keep their
 * default meaning (signal-exit).
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

/** Forgets a process that has ended. */
export function forget(pid: number): void {
  running.delete(pid);
  if (running.size > 0) return;
  unhook?.();
  unhook = undefined;
}
