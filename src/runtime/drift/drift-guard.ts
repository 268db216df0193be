import type { Client } from "../client/client.js";
import { abortable } from "../async/abortable.js";
import { Once } from "../async/once.js";
import type { ExpectedTools } from "./compare-tools.js";
import type { CheckedClient, DriftCheck } from "./drift-check.js";
import type { OnDrift } from "./on-drift.js";

/** What a guard needs. */
export interface DriftSettings {
  readonly expected: ExpectedTools;
  /** The mode set by code or config; `undefined`: not set, so differences are looked for once there is a listener. */
  readonly mode: () => Promise<OnDrift | undefined>;
  readonly client: () => CheckedClient;
  /** Capabilities that the generator declares and this client does not. */
  readonly unavailable: readonly string[];
}

/** Decides whether a client looks for drift at all, and loads the code for it only then. */
export class DriftGuard {
  readonly #settings: DriftSettings;
  readonly #mode: Once<OnDrift | undefined>;
  #check: Promise<DriftCheck> | undefined;
  #running: DriftCheck | undefined;
  #heard = false;

  constructor(settings: DriftSettings) {
    this.#settings = settings;
    this.#mode = new Once(settings.mode);
  }

  /** Follows the sessions of a client. */
  follow(client: Pick<Client, "onState">): void {
    client.onState((state) => {
      if (state !== "connected") return;
      // At once if there is a check, so that no call relies on the list of the previous session.
      if (this.#running !== undefined) this.#running.stale();
      else void this.#connected();
    });
  }

  /** There is a listener of `drift` events: from now on differences are looked for. */
  listened(): void {
    if (this.#heard) return;
    this.#heard = true;
    if (this.#running === undefined && this.#settings.client().info !== undefined) void this.#connected();
  }

  /** Resolves when a tool may be called. @throws {DriftError} when it may not */
  async admit(tool: string, signal?: AbortSignal): Promise<void> {
    if ((await this.#mode.get()) !== "refuse") return;
    signal?.throwIfAborted();
    const check = await this.#checkOnce();
    await abortable(check.admit(tool), signal);
  }

  async #connected(): Promise<void> {
    try {
      const mode = await this.#mode.get();
      if (mode === "ignore" || (mode === undefined && !this.#heard)) return;
      (await this.#checkOnce()).stale();
    } catch {
      // If the config cannot be read, calls report that.
    }
  }

  #checkOnce(): Promise<DriftCheck> {
    const { client, expected, unavailable } = this.#settings;
    return (this.#check ??= import("./drift-check.js").then(
      ({ DriftCheck }) => (this.#running = new DriftCheck(client(), expected, unavailable)),
    ));
  }
}
