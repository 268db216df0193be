import { timerMs } from "../../../shared/time/forever.js";
import type { ChildProcess } from "node:child_process";
import { type EndSignal, signalTree, treeIsAlive } from "./process-tree.js";

/** How long to wait for a killed process to be gone. */
const KILL_MS = 1_000;

/** How long each step of an ending may take, in milliseconds. */
export interface StopSteps {
  /** Between the end of its stdin and SIGTERM. */
  readonly stdinMs: number;
  /** Between SIGTERM and SIGKILL. */
  readonly termMs: number;
}

/** Ends a process and its descendants: end of stdin, then SIGTERM, then SIGKILL to the group. Never throws. */
export async function stopProcess(child: ChildProcess, pid: number, steps: StopSteps): Promise<void> {
  child.stdin?.end();
  if (steps.stdinMs > 0) await exited(child, steps.stdinMs);
  for (const [signal, waitMs] of [
    ["SIGTERM", steps.termMs],
    ["SIGKILL", KILL_MS],
  ] as const satisfies [EndSignal, number][]) {
    if (!alive(child, pid)) return;
    signalTree(pid, signal);
    await gone(child, pid, waitMs);
  }
}

function alive(child: ChildProcess, pid: number): boolean {
  return hasNotExited(child) || treeIsAlive(pid);
}

function hasNotExited(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function gone(child: ChildProcess, pid: number, waitMs: number): Promise<void> {
  const deadline = performance.now() + waitMs;
  await exited(child, waitMs);
  for (let pause = 5; alive(child, pid) && performance.now() < deadline; pause = Math.min(pause * 2, 100)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Resolves at the exit of `child`, or after `waitMs`. `exit`, not `close`: a descendant may hold the pipes open. */
function exited(child: ChildProcess, waitMs: number): Promise<void> {
  if (!hasNotExited(child)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      child.removeListener("exit", done);
      resolve();
    };
    const timer = setTimeout(done, timerMs(waitMs));
    child.once("exit", done);
  });
}
