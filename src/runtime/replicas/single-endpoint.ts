import type { Handler, LayerDependencies } from "../layers/layer.js";
import { defaultEjection } from "./ejection.js";
import { HealthBook } from "./health-book.js";
import { Member, type MemberStats } from "./member.js";

/** Statistics of a server without replicas: as for one of several, but it is never taken out. */
export class SingleEndpoint {
  readonly #dependencies: LayerDependencies;
  readonly #book: HealthBook;

  constructor(server: string, dependencies: LayerDependencies) {
    this.#dependencies = dependencies;
    this.#book = new HealthBook(server, false, dependencies, () => []);
  }

  readonly #member = new Member(
    { label: "", handle: () => Promise.reject(new Error("unused")) },
    defaultEjection,
  );

  /** Wraps `send` to count every request. */
  counted(send: Handler): Handler {
    return async (request, context) => {
      const started = this.begin();
      try {
        const answer = await send(request, context);
        this.answered(started);
        return answer;
      } catch (error) {
        this.failed(started, error, context.signal);
        throw error;
      } finally {
        this.end();
      }
    };
  }

  /** Counts a request as pending, until `end()`. Returns when it began. */
  begin(): number {
    this.#member.pending++;
    return this.#dependencies.clock.now();
  }

  /** Records the answer to a request that began at `started`. */
  answered(started: number): void {
    const now = this.#dependencies.clock.now();
    this.#member.succeeded(now - started, now);
  }

  /** Records the error that ended a request. */
  failed(started: number, error: unknown, signal: AbortSignal): void {
    const member = this.#member;
    const durationMs = this.#dependencies.clock.now() - started;
    this.#book.ended(member, member.epoch, durationMs, error, signal);
  }

  end(): void {
    this.#member.release();
  }

  /** @param label of the endpoint: a command name, or origin and path */
  stats(label: string): MemberStats {
    return { ...this.#member.stats(this.#dependencies.clock.now()), label };
  }
}
