import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STEPS, type LoginServer } from "./login-server.js";
import { SERVERS } from "./servers.js";
import { goHome } from "./person.js";
import { Visit } from "./steps.js";

const STEP_LIMIT_MS = 120_000;
const names = process.argv.slice(2).filter((one) => !one.startsWith("--"));
const full = process.argv.includes("--full");
const wanted = SERVERS.filter(({ inCi, name }) =>
  names.length > 0 ? names.some((one) => name.includes(one)) : inCi || full,
);

let failures = 0;
console.log(`| server | ${STEPS.join(" | ")} |\n|${" --- |".repeat(STEPS.length + 1)}`);
for (const server of wanted) console.log(`| ${[server.name, ...(await row(server))].join(" | ")} |`);
await goHome();
console.log(`\n${wanted.length} servers, ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);

async function row(server: LoginServer): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "fmcp-logins-"));
  let running;
  try {
    running = await server.start();
  } catch (error) {
    failures++;
    return [`not started: ${(error as Error).message}`];
  }
  const { steps } = new Visit(running, folder);
  const cells: string[] = [];
  for (const step of STEPS) {
    const lack = server.lacks[step];
    if (lack !== undefined) {
      cells.push(`lacks: ${lack}`);
      continue;
    }
    try {
      await limited(steps[step]());
      cells.push("yes");
    } catch (error) {
      failures++;
      cells.push("FAILED");
      console.error(`${server.name}: ${step}:`, error);
    }
  }
  await running.stop();
  await rm(folder, { recursive: true, force: true });
  return cells;
}

async function limited(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("took too long")), STEP_LIMIT_MS);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
