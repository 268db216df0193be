import { show } from "../../shared/text/show.js";
import { ConnectError } from "../errors/connect-error.js";
import type { LayerDependencies } from "../layers/layer.js";
import type { Handler } from "../layers/layer.js";
import { outcomeOf } from "../retry/classify.js";
import { countsAgainstHealth } from "./counted.js";
import type { Member } from "./member.js";
import { roomToEject } from "./rotation.js";

/** Records how attempts and probes end, and takes members out of rotation and back in. */
export class HealthBook {
  readonly #server: string;
  readonly #ejects: boolean;
  readonly #dependencies: LayerDependencies;
  readonly #members: () => readonly Member[];

  constructor(
    server: string,
    ejects: boolean,
    dependencies: LayerDependencies,
    members: () => readonly Member[],
  ) {
    this.#server = server;
    this.#ejects = ejects;
    this.#dependencies = dependencies;
    this.#members = members;
  }

  /** Wraps a member's own handler, inside its queue, so that waiting there does not count as a slow server. */
  accounted(member: Member, next: Handler): Handler {
    const { clock } = this.#dependencies;
    return async (request, context) => {
      const started = clock.now();
      const { epoch } = member;
      try {
        const result = await next(request, context);
        this.#succeeded(member, epoch, clock.now() - started);
        return result;
      } catch (error) {
        this.ended(member, epoch, clock.now() - started, error, context.signal);
        throw error;
      }
    };
  }

  /** Records an attempt that ended with an error: as an answer, as a failure, or not at all if the caller cancelled it. */
  ended(member: Member, epoch: number, durationMs: number, error: unknown, signal: AbortSignal): void {
    if (outcomeOf(error, signal) === "cancelled") return;
    if (countsAgainstHealth(error)) this.failed(member, error, epoch);
    else this.#succeeded(member, epoch, durationMs);
  }

  /**
   * Records a failure of an attempt that began in `epoch` of the member: one that began before a verdict does not count after
   * it.
   */
  failed(member: Member, error: unknown, epoch: number, probe?: "healthCheck"): void {
    const now = this.#dependencies.clock.now();
    const again = member.state(now) === "halfOpen";
    const reason =
      member.failed(error, this.#members().length, now) ?? (again ? "consecutiveFailures" : undefined);
    if (reason === undefined || !this.#ejects || epoch !== member.epoch) return;
    if (!again && !roomToEject(this.#members(), now)) return;
    const event = {
      type: "ejected",
      server: this.#server,
      endpoint: member.label,
      durationMs: member.eject(now),
    } as const;
    this.#dependencies.emit({ ...event, reason: probe ?? reason });
  }

  /** Probes a member and records the result. At most one probe of a member is under way. */
  async probe(member: Member, timeoutMs: number): Promise<void> {
    const { probe } = member.replica;
    if (member.probing || probe === undefined) return;
    const { clock } = this.#dependencies;
    const done = new AbortController();
    const { epoch } = member;
    member.probing = true;
    try {
      const late = clock.sleep(timeoutMs, done.signal, "background").then(() => {
        throw new ConnectError(`${show(member.label)} did not answer a health check within ${timeoutMs} ms.`);
      });
      await Promise.race([probe(done.signal), late]);
      this.#succeeded(member, epoch);
    } catch (error) {
      if (countsAgainstHealth(error)) this.failed(member, error, epoch, "healthCheck");
      else this.#succeeded(member, epoch);
    } finally {
      member.probing = false;
      member.lastActive = clock.now();
      done.abort();
    }
  }

  #succeeded(member: Member, epoch: number, durationMs?: number): void {
    const now = this.#dependencies.clock.now();
    const state = member.state(now);
    if (epoch === member.epoch && (state === "ejected" || state === "halfOpen")) {
      member.restore(now);
      this.#dependencies.emit({ type: "restored", server: this.#server, endpoint: member.label });
    }
    if (durationMs !== undefined) member.succeeded(durationMs, now);
  }
}
