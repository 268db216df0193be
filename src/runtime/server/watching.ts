import { Once } from "../async/once.js";
import type { Upstream } from "./back.js";
import type { Occasion } from "./server-options.js";
import type { Serving } from "./serving.js";
import { tellAll, type Teller, type Wanted, watch } from "./watch.js";

/** The subscription of one caller of 2026-07-28, with a session behind just for it. */
export class Watching {
  readonly #serving: Serving;
  readonly #teller: () => Teller | undefined;
  readonly #upstream: Once<Upstream>;
  readonly #wanted: Wanted[] = [];
  readonly #stop: () => void;

  constructor(serving: Serving, occasion: Occasion, teller: () => Teller | undefined) {
    this.#serving = serving;
    this.#teller = teller;
    this.#upstream = new Once(() => serving.back.open(occasion, () => undefined, {}));
    this.#stop = serving.back.onReplaced(() => void this.#renew().catch(serving.report));
  }

  async add(wanted: Wanted): Promise<void> {
    this.#wanted.push(wanted);
    await this.#watch(wanted);
  }

  async close(): Promise<void> {
    this.#stop();
    await (await this.#upstream.take()?.catch(() => undefined))?.close();
  }

  /** The servers behind were replaced, so everything subscribed to may have changed. */
  async #renew(): Promise<void> {
    const before = this.#upstream.take();
    await Promise.all(
      this.#wanted.map(async (wanted) => {
        await this.#watch(wanted).catch(this.#serving.report);
        const teller = this.#teller();
        if (teller !== undefined) tellAll(wanted, teller);
      }),
    );
    await (await before?.catch(() => undefined))?.close();
  }

  async #watch(wanted: Wanted): Promise<void> {
    const teller = this.#teller();
    if (teller !== undefined) await watch((await this.#upstream.get()).client, wanted, teller);
  }
}
