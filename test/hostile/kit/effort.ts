import { performance } from "node:perf_hooks";

/**
 * Longest time of a processor, in milliseconds, before work counts as hanging. Work that grows faster than its input takes
 * minutes; 20,000 properties take about a second on an idle machine, and three on a busy one.
 */
export const HANG_MS = 5_000;

/** What work took: time of processors, and time in which the process had nothing to do but wait. Both in milliseconds. */
export interface Effort<T> {
  readonly result: T;
  readonly cpuMs: number;
  readonly idleMs: number;
}

/** Measures work so that other programs on the machine do not count. */
export async function effortOf<T>(work: () => T | Promise<T>): Promise<Effort<T>> {
  const cpu = process.cpuUsage();
  const loop = performance.eventLoopUtilization();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, cpuMs: (user + system) / 1_000, idleMs: performance.eventLoopUtilization(loop).idle };
}
