/** Milliseconds that this process works for `run`. The time on the wall would tell of other work on the machine, too. */
export function cpuMsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
