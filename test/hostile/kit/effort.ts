import { performance } from "node:perf_hooks";

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
