import { execFileSync } from "node:child_process";

/** CPU of this process while `run` runs, user and system, in microseconds. */
export async function cpuMicros(run) {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** CPU of a fresh Node that runs `code`, above one that runs nothing, in milliseconds: median of `rounds`. */
export function startCost(code, rounds) {
  const once = (text) => {
    const script = `${text};const {user,system}=process.cpuUsage();process.stdout.write(String((user+system)/1e3))`;
    return Number(
      execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }),
    );
  };
  const costs = Array.from({ length: rounds }, () => [once(code), once("")]);
  return median(costs.map(([with_, without]) => with_ - without));
}
