import { askProgramNow } from "../errors/ask-program.js";
import type { LayerRequest } from "../layers/layer.js";
import { rendezvous } from "./affinity.js";
import type { Member } from "./member.js";
import type { BalanceOptions } from "./replica-options.js";
import { policies, type Policy } from "./policies/index.js";

/** Applies affinity, then the policy. Its only state is the turn and the member that a session is pinned to. */
export class Picker {
  readonly #server: string;
  readonly #options: BalanceOptions;
  readonly #random: () => number;
  #turn = 0;
  #pinned: Member | undefined;

  /** @param server key of the logical server, for errors */
  constructor(server: string, options: BalanceOptions, random: () => number) {
    this.#server = server;
    this.#options = options;
    this.#random = random;
  }

  /** Picks one of at least one candidate. `moved`: a session on another member was given up. */
  pick(
    candidates: readonly Member[],
    request: LayerRequest,
    now: number,
  ): { member: Member; moved: boolean } {
    const { affinity } = this.#options;
    if (typeof affinity === "function") {
      const asking = { option: "balance.affinity", server: this.#server };
      const key = askProgramNow(asking, () => affinity(request));
      if (key !== undefined)
        return { member: candidates[rendezvous(key, labels(candidates))]!, moved: false };
    }
    const pinned = affinity === "auto" ? this.#pinned : undefined;
    if (pinned !== undefined && candidates.includes(pinned)) return { member: pinned, moved: false };
    const views = candidates.map((member) => member.candidate(now));
    const index = this.#policy(candidates.length)(views, { random: this.#random, turn: this.#turn++ });
    const member = candidates[index] ?? candidates[0]!;
    this.#pinned = undefined;
    return { member, moved: pinned !== undefined };
  }

  /** Pins the member that answered, if its server keeps a session for this client. */
  answered(member: Member): void {
    if (
      this.#options.affinity === "auto" &&
      this.#pinned === undefined &&
      member.replica.stateful?.() === true
    ) {
      this.#pinned = member;
    }
  }

  forget(member: Member): void {
    if (this.#pinned === member) this.#pinned = undefined;
  }

  #policy(count: number): Policy {
    const { policy } = this.#options;
    const asking = { option: "balance.policy", server: this.#server };
    if (typeof policy === "function")
      return (candidates, turn) => askProgramNow(asking, () => policy(candidates, turn));
    return policies[policy === "auto" ? (count >= 3 ? "fastest" : "roundRobin") : policy];
  }
}

function labels(members: readonly Member[]): string[] {
  return members.map((member) => member.label);
}
