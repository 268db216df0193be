import type { Client } from "../client/client.js";
import { systemClock } from "../async/clock.js";
import { compareTools, type ExpectedTools } from "./compare-tools.js";
import { describeDrift } from "./describe-drift.js";
import { DriftError } from "./drift-error.js";
import { listTools } from "./list-tools.js";
import type { ToolDrift } from "./on-drift.js";

/** The methods of the client that a check uses. */
export type CheckedClient = Pick<
  Client,
  "name" | "info" | "initialize" | "listToolsPage" | "on" | "onListChanged" | "report"
>;

type Drifts = ReadonlyMap<string, ToolDrift>;

/** Shortest time between two lists in milliseconds, however often a server reports that its tools changed. */
const PACE_MS = 1_000;
/** Deadline of a list, including all pages, in milliseconds. */
const LIST_MS = 10_000;
/** If the list changes each time it is requested, the result after this many rounds is used. */
const MAX_ROUNDS = 3;

/**
 * Compares what a server lists with what its code was generated from: once a session, and whenever the server reports that its
 * tools changed. Reports each difference once.
 */
export class DriftCheck {
  readonly #client: CheckedClient;
  readonly #expected: ExpectedTools;
  /** Capabilities that the generator declares and this client does not. */
  readonly #unavailable: readonly string[];
  /** Result of the last list; absent: unknown. */
  #drifts: Drifts | undefined;
  #reading: Promise<Drifts> | undefined;
  /** Incremented with every sign that the tools may have changed. */
  #version = 0;
  #subscribed = false;
  #scheduled = false;
  #lastRead = -Infinity;
  readonly #reported = new Map<string, string>();

  constructor(client: CheckedClient, expected: ExpectedTools, unavailable: readonly string[]) {
    this.#client = client;
    this.#expected = expected;
    this.#unavailable = unavailable;
    // Notifications during a gap are lost: the tools may have changed.
    client.on("gap", () => this.stale());
  }

  /** Records that the tools may have changed: there is a new session, or the server says so. */
  stale(): void {
    this.#version++;
    this.#drifts = undefined;
    void this.#inBackground();
  }

  /**
   * Resolves when the tool is the one that the code was generated from.
   * @throws {DriftError} when it is not
   * @throws the error that keeps the tools from being listed
   */
  async admit(tool: string): Promise<void> {
    await this.#client.initialize();
    const drift = (this.#drifts ?? (await this.#read())).get(tool);
    if (drift === undefined) return;
    throw new DriftError(drift, this.#unavailable, { server: this.#client.name, subject: tool });
  }

  async #inBackground(): Promise<void> {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const wait = this.#lastRead + PACE_MS - systemClock.now();
    if (wait > 0) await systemClock.sleep(wait, undefined, "background");
    this.#scheduled = false;
    // The connection may be gone by then: the next one is checked again.
    if (this.#drifts !== undefined || this.#client.info === undefined) return;
    await this.#read().catch((cause: unknown) => {
      const { name: server } = this.#client;
      const message = "tools/list failed, so drift could not be checked.";
      this.#client.report({
        type: "diagnostic",
        severity: "warning",
        server,
        code: "DRIFT_UNKNOWN",
        message,
        cause,
      });
    });
  }

  #read(): Promise<Drifts> {
    return (this.#reading ??= this.#readUntilSettled().finally(() => (this.#reading = undefined)));
  }

  async #readUntilSettled(): Promise<Drifts> {
    this.#subscribe();
    for (let round = 1; ; round++) {
      const version = this.#version;
      const { era } = await this.#client.initialize();
      const drifts = compareTools(this.#expected, await listTools(this.#client, LIST_MS), era);
      this.#lastRead = systemClock.now();
      if (version !== this.#version && round < MAX_ROUNDS) continue;
      if (version === this.#version) this.#drifts = drifts;
      this.#report(drifts);
      return drifts;
    }
  }

  /** Before the list is requested, so that no change is missed in between. */
  #subscribe(): void {
    const tools = this.#client.info?.capabilities["tools"] as { readonly listChanged?: unknown } | undefined;
    if (this.#subscribed || tools?.listChanged !== true) return;
    this.#subscribed = true;
    this.#client
      .onListChanged("tools", () => this.stale())
      .catch((cause: unknown) => {
        this.#subscribed = false;
        const { name: server } = this.#client;
        const message =
          "the server does not report changes of its tools: they are compared once per session.";
        this.#client.report({
          type: "diagnostic",
          severity: "warning",
          server,
          code: "DRIFT_UNHEARD",
          message,
          cause,
        });
      });
  }

  #report(drifts: Drifts): void {
    for (const tool of this.#reported.keys()) if (!drifts.has(tool)) this.#reported.delete(tool);
    for (const drift of drifts.values()) {
      const { tool, kind, hints } = drift;
      const said = `${kind} ${hints.join(" ")}`;
      if (this.#reported.get(tool) === said) continue;
      this.#reported.set(tool, said);
      const message = describeDrift(drift, this.#unavailable);
      this.#client.report({ type: "drift", server: this.#client.name, subject: tool, kind, hints, message });
    }
  }
}
