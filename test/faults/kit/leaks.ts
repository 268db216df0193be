import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

interface Snapshot {
  readonly resources: ReadonlyMap<string, number>;
  readonly children: number;
}

/** Timers that end by themselves within the wait are no leak; sockets, pipes and processes are what may be left behind. */
function snapshot(): Snapshot {
  const resources = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) resources.set(type, (resources.get(type) ?? 0) + 1);
  return { resources, children: childrenOf(process.pid) };
}

function childrenOf(pid: number): number {
  try {
    const list = execFileSync("ps", ["-o", "stat=", "--ppid", String(pid)], { encoding: "utf8" });
    // `ps` itself is one, zombies are none.
    return list.split("\n").filter((stat) => stat.trim() !== "" && !stat.startsWith("Z")).length - 1;
  } catch {
    return 0;
  }
}

/** Runs `work` and says what it left behind after up to `waitMs`: handles, child processes, listeners, rejections. */
export async function leaksOf<T>(
  work: () => Promise<T>,
  waitMs = 5_000,
): Promise<{ value: T; leaks: string[] }> {
  const before = snapshot();
  const trouble: string[] = [];
  const onRejection = (reason: unknown): void => void trouble.push(`unhandled rejection: ${String(reason)}`);
  const onWarning = (warning: Error): void => {
    if (warning.name === "MaxListenersExceededWarning") trouble.push(`listeners: ${warning.message}`);
  };
  process.on("unhandledRejection", onRejection);
  process.on("warning", onWarning);
  try {
    const value = await work();
    const until = Date.now() + waitMs;
    let left = grown(before);
    while (left.length > 0 && Date.now() < until) {
      await sleep(50);
      left = grown(before);
    }
    return { value, leaks: [...new Set([...trouble, ...left])].slice(0, 5) };
  } finally {
    process.off("unhandledRejection", onRejection);
    process.off("warning", onWarning);
  }
}

function grown(before: Snapshot): string[] {
  const now = snapshot();
  const more = [...now.resources].filter(
    ([type, count]) =>
      type !== "Timeout" && type !== "Immediate" && count > (before.resources.get(type) ?? 0),
  );
  const left = more.map(([type, count]) => `${count - (before.resources.get(type) ?? 0)} ${type} left open`);
  return now.children > before.children
    ? [...left, `${now.children - before.children} processes left`]
    : left;
}
