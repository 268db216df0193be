import type { Handler, LayerDependencies } from "../layers/layer.js";
import { defaultEjection } from "./ejection.js";
import { HealthBook } from "./health-book.js";
import { Member, type MemberStats } from "./member.js";

/** The figures of a server without replicas: kept as for one of several, but it is never taken out. */
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

  /** `send`, with every request counted. */
  counted(send: Handler): Handler {
    const member = this.#member;
    const accounted = this.#book.accounted(member, send);
    return async (request, context) => {
      member.pending++;
      try {
        return await accounted(request, context);
      } finally {
        member.release();
      }
    };
  }

  /** @param label of the endpoint: a command name, or origin and path */
  stats(label: string): MemberStats {
    return { ...this.#member.stats(this.#dependencies.clock.now()), label };
  }
}
