import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createAuth, FileTokenStore, type AuthEvent, type HttpAuth } from "../../src/runtime/auth/index.js";
import { Client } from "../../src/runtime/index.js";
import { ask } from "./ask.js";
import { recordIn, refreshRequest } from "./store.js";
import type { RunningServer, Step } from "./login-server.js";

const HOURS_MS = 3_600_000;
const worker = fileURLToPath(new URL("support/worker.mjs", import.meta.url));

/** One person in front of one server: every step builds on those before. */
export class Visit {
  readonly #server: RunningServer;
  /** Of the token store. */
  readonly #folder: string;
  readonly #events: AuthEvent["type"][] = [];
  #pages = 0;
  /** The clock of the client runs ahead of the server's, so that tokens run out. */
  #aheadMs = 0;

  constructor(server: RunningServer, folder: string) {
    this.#server = server;
    this.#folder = folder;
  }

  readonly steps: Readonly<Record<Step, () => Promise<void>>> = {
    discovery: async () => {
      await ask(this.#auth(), this.#server.url);
      assert.ok((await this.#auth().status()).issuer, "no issuer");
    },
    registration: async () => {
      const { clientId } = await this.#auth().status();
      assert.ok(clientId);
      const given = this.#server.options?.clientId;
      assert.ok(given === clientId || this.#events.includes("registered"), "no registration");
    },
    login: async () => {
      assert.equal(this.#pages, 1);
      assert.equal((await this.#auth().status()).authorized, true);
    },
    call: async () => {
      const [name, args] = this.#server.tool;
      await using client = await Client.connect(this.#server.url, { auth: this.#options() });
      const { content } = await client.callTool(name, args);
      assert.ok(content.length > 0);
      assert.equal(this.#pages, 1);
    },
    "refresh of 64 calls at once": async () => {
      const before = this.#count("refreshed");
      const auth = this.#later();
      const statuses = await Promise.all(Array.from({ length: 64 }, () => ask(auth, this.#server.url)));
      assert.deepEqual(
        statuses.filter((status) => status === 401 || status === 403),
        [],
      );
      assert.equal(this.#count("refreshed") - before, 1);
      assert.equal(this.#pages, 1);
    },
    rotation: async () => {
      const before = (await recordIn(this.#folder, "tokens"))["refreshToken"];
      await ask(this.#later(), this.#server.url);
      assert.notEqual(
        (await recordIn(this.#folder, "tokens"))["refreshToken"],
        before,
        "the refresh token is the same",
      );
    },
    "two processes": async () => {
      this.#aheadMs += 24 * HOURS_MS;
      const order = { url: this.#server.url, folder: this.#folder, aheadMs: this.#aheadMs };
      const outcomes = await Promise.all([run(order), run(order)]);
      assert.equal(
        outcomes.reduce((sum, { refreshes }) => sum + refreshes, 0),
        1,
        "refreshes",
      );
      assert.deepEqual(
        outcomes.flatMap(({ statuses }) => statuses.filter((one) => one === 401)),
        [],
      );
    },
    "step-up": async () => {
      this.#server.wantMore?.();
      const pages = this.#pages;
      const [name, args] = this.#server.tool;
      await using client = await Client.connect(this.#server.url, { auth: this.#options() });
      await client.callTool(name, args);
      assert.equal(this.#pages, pages + 1);
    },
    revocation: async () => {
      const refresh = await refreshRequest(this.#folder);
      // An access token may be good until it runs out (RFC 7009 §2.1); the refresh token may not.
      await this.#auth().logout();
      const { status } = await refresh();
      assert.ok(status === 400 || status === 401, `the refresh token is still taken: ${status}`);
    },
    "login again": async () => {
      const pages = this.#pages;
      await this.#auth().logout();
      assert.ok(![401, 403].includes(await ask(this.#auth(), this.#server.url)));
      assert.equal(this.#pages, pages + 1);
    },
  };

  #options(): Parameters<typeof createAuth>[0] & object {
    return {
      type: "oauth",
      subject: "ada",
      storage: new FileTokenStore(this.#folder),
      callback: { timeoutMs: 60_000 },
      openUrl: (page: URL) => {
        this.#pages++;
        this.#server.agree(page).catch((error: unknown) => console.error("the person failed:", error));
      },
      ...this.#server.options,
    };
  }

  #auth(): HttpAuth {
    return createAuth(this.#options(), {
      serverUrl: this.#server.url,
      now: () => Date.now() + this.#aheadMs,
      onEvent: ({ type }) => this.#events.push(type),
    });
  }

  /** A client for which every access token has run out. */
  #later(): HttpAuth {
    this.#aheadMs += 24 * HOURS_MS;
    return this.#auth();
  }

  #count(type: AuthEvent["type"]): number {
    return this.#events.filter((one) => one === type).length;
  }
}

async function run(order: object): Promise<{ refreshes: number; statuses: number[] }> {
  const { stdout } = await promisify(execFile)(process.execPath, [worker, JSON.stringify(order)]);
  return JSON.parse(stdout) as { refreshes: number; statuses: number[] };
}
