import { readdirSync, readFileSync } from "node:fs";

export type EndSignal = "SIGTERM" | "SIGKILL";

/**
 * Signals a process and all its descendants. On POSIX: its process group, which it leads because it was started `detached`.
 * Windows has no such signals: the tree is ended at once.
 */
export function signalTree(pid: number, signal: EndSignal): void {
  if (process.platform !== "win32") {
    sendToGroup(pid, signal);
    return;
  }
  const { spawn } = process.getBuiltinModule("node:child_process");
  // It may fail later (no taskkill): there is no alternative.
  spawn("taskkill", ["/PID", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true }).on(
    "error",
    () => undefined,
  );
}

/** Like `signalTree` with SIGKILL, but synchronous: for when the program itself is ending. */
export function killTreeNow(pid: number): void {
  if (process.platform !== "win32") {
    sendToGroup(pid, "SIGKILL");
    return;
  }
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  spawnSync("taskkill", ["/PID", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
}

/** Whether a process in the group of `pid` is still running. Always `false` on Windows, which has no groups. */
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

/** If the init process does not reap orphans, as in many containers, zombies stay in a group forever: they do not count. */
function hasRunningMember(group: number): boolean {
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    // `pid (name) state ppid pgrp …`, and a name may contain anything.
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
