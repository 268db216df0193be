import { readdirSync, readFileSync } from "node:fs";

export type EndSignal = "SIGTERM" | "SIGKILL";

/**
 * Signals a process and all its descendants. POSIX: its process group, which it leads because it was started `detached`.
 * Windows knows no such signal: the tree is ended at once.
 */
export function signalTree(pid: number, signal: EndSignal): void {
  if (process.platform !== "win32") {
    sendToGroup(pid, signal);
    return;
  }
  const { spawn } = process.getBuiltinModule("node:child_process");
  // It may fail late (no taskkill): there is nothing else to try.
  spawn("taskkill", ["/PID", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true }).on(
    "error",
    () => undefined,
  );
}

/** As `signalTree` with SIGKILL, done when it returns: for the moment in which the program itself ends. */
export function killTreeNow(pid: number): void {
  if (process.platform !== "win32") {
    sendToGroup(pid, "SIGKILL");
    return;
  }
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  spawnSync("taskkill", ["/PID", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
}

/** Whether a member of the group of `pid` is still running. Windows has no groups: `false`. */
export function treeIsAlive(pid: number): boolean {
  if (process.platform === "win32" || !sendToGroup(pid, 0)) return false;
  return process.platform !== "linux" || hasRunningMember(pid);
}

function sendToGroup(pid: number, signal: EndSignal | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Where the first process reaps no orphans, as in many containers, zombies stay in a group for ever: they do not count. */
function hasRunningMember(group: number): boolean {
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    // `pid (name) state ppid pgrp …`, and a name may hold anything.
    const [state, , pgrp] = stat(entry).split(") ").at(-1)?.split(" ") ?? [];
    if (Number(pgrp) === group && state !== "Z" && state !== "X") return true;
  }
  return false;
}

function stat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return "";
  }
}
