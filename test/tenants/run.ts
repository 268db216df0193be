import { AsyncLocalStorage } from "node:async_hooks";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import KeyvRedis from "@keyv/redis";
import Keyv from "keyv";
import type { TokenStore } from "../../src/runtime/auth/index.js";
import { Client } from "../../src/runtime/index.js";
import { startRedis } from "../support/redis.js";
import { type Grant, GRANTS } from "./grants.js";
import { startParties } from "./parties.js";
import { isFine, type Row, totalOf } from "./page.js";

const short = process.argv.includes("--short");
/** Of one grant only, and so many users: the rows go into a folder as JSON, and the table is made of all of them. */
const [only, folderOfRows, users = "12"] = short ? [] : process.argv.slice(2);
const USERS = Array.from({ length: Number(users) }, (_, index) => `user${index}`);
const ROUNDS = 2;
/** So many users wait for an answer at a time: more would only wait for the processor, past the deadlines of a login. */
const AT_ONCE = 20;
/** What counts is who is answered, not how fast a busy machine answers. */
const patient = {
  connectTimeoutMs: 300_000,
  timeoutMs: 300_000,
  listTimeoutMs: 300_000,
  probeTimeoutMs: 300_000,
};

const folder = mkdtempSync(join(tmpdir(), "tenants-"));
process.env["XDG_DATA_HOME"] = folder;
const redis = await startRedis();
if (redis === undefined) console.log("redis-server is not installed: the store of many processes is skipped");
const parties = await startParties();
const asking = new AsyncLocalStorage<string>();
const me = (): string => asking.getStore() ?? "nobody";

/** Fresh for every row, so that no token of one helps another. */
const STORES: Readonly<Record<string, () => "memory" | "file" | TokenStore | undefined>> = {
  default: () => undefined,
  memory: () => "memory",
  file: () => "file",
  Keyv: () => new Keyv() as TokenStore,
  ...(redis && {
    Redis: () => new Keyv(new KeyvRedis(redis.url), { namespace: `t${Math.random()}` }) as TokenStore,
  }),
};

interface Count {
  answers: number;
  crossings: number;
  failures: string[];
}

/** What one user is told. */
async function ask(client: Client, user: string, count: Count): Promise<void> {
  try {
    const [tool] = await client.listTools();
    const resource = await client.readResource("x://me");
    const call = await client.callTool("who");
    for (const told of [tool?.description, resource.text, call.content.text]) {
      count.answers++;
      if (told !== user) count.crossings++;
    }
  } catch (error) {
    count.failures.push(String(error));
  }
}

async function row(grant: Grant, store: string, one: boolean, cached: boolean): Promise<Count> {
  const count: Count = { answers: 0, crossings: 0, failures: [] };
  const storage = STORES[store]?.();
  const kept = new Map<string, string>();
  const answers = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: string) => void kept.set(key, value),
  };
  const options = cached ? { cache: { store: answers, ttlMs: 60_000, tools: { who: 60_000 } } } : {};
  const clientOf = (user: string | undefined): Client => {
    const made =
      user === undefined ? grant.shared?.(parties, me, storage) : grant.own(parties, user, storage);
    if (made === undefined) throw new Error(`${grant.name} has no client of all users`);
    const client = new Client(made[0], { ...made[1], ...options, ...patient, autoInitialize: false });
    client.hold();
    return client;
  };
  const shared = one ? clientOf(undefined) : undefined;
  const before = parties.foreignSessions;
  const clients = new Map(USERS.map((user) => [user, shared ?? clientOf(user)]));
  // everybody asks a second time when all have asked once: what was kept for one meets all the others
  for (let round = 0; round < ROUNDS; round++) {
    const waiting = [...USERS];
    const next = async (): Promise<void> => {
      for (let user = waiting.shift(); user !== undefined; user = waiting.shift())
        await asking.run(user, ask, clients.get(user) as Client, user, count);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }
  await Promise.all([...new Set(clients.values())].map((client) => client.close()));
  count.crossings += parties.foreignSessions - before;
  return count;
}

const rows: Row[] = [];
for (const grant of GRANTS.filter(({ name }) => only === undefined || name === only))
  for (const store of grant.stored ? Object.keys(STORES) : ["default"])
    for (const one of grant.shared === undefined ? [false] : [false, true])
      for (const era of ["legacy", "modern"] as const)
        for (const cached of [false, true]) {
          parties.era = era;
          rmSync(join(folder, "fmcp-codegen"), { recursive: true, force: true });
          const { answers, crossings, failures } = await row(grant, store, one, cached);
          const what = { grant: grant.name, store: grant.stored ? store : "none" };
          rows.push({ ...what, one, answers, crossings, failures: failures.length });
          if (!short || crossings > 0 || failures.length > 0)
            console.log(
              [
                grant.name,
                store,
                one ? "one client" : "client per user",
                era,
                cached ? "cache" : "no cache",
              ].join(", "),
              `| ${answers} answers, ${crossings} crossings, ${failures.length} failures`,
              failures[0]?.slice(0, 200) ?? "",
            );
        }
parties.close();
redis?.child.kill();
rmSync(folder, { recursive: true, force: true });
if (folderOfRows !== undefined) writeFileSync(join(folderOfRows, `${only}.json`), JSON.stringify(rows));
else console.log(totalOf(rows, USERS.length));
process.exit(isFine(rows) ? 0 : 1);
