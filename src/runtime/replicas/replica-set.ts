import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { LayerDependencies } from "../layers/layer.js";
import { untilDeadline } from "../layers/deadline-layer.js";
import { compose, type Handler, type LayerContext, type LayerRequest } from "../layers/layer.js";
import { queueLayer } from "../layers/queue-layer.js";
import { ContractCheck } from "./contract-check.js";
import { defaultEjection } from "./ejection.js";
import { EndpointMismatchError, NoEndpointError } from "./replica-errors.js";
import { HealthBook } from "./health-book.js";
import { HealthChecks } from "./health-checks.js";
import { Member, type MemberStats, type Replica } from "./member.js";
import type { BalanceOptions } from "./replica-options.js";
import { Picker } from "./picker.js";
import { rotationOf } from "./rotation.js";
import { TaskHomes } from "./task-homes.js";

/**
 * Several endpoints of one logical server behind one `handle`. Picks by policy, takes failing members out and back in, and
 * refuses members that are another server. Does not retry: the retry layer above calls again, and the route in the context
 * leads the second attempt elsewhere.
 */
export class ReplicaSet {
  readonly #server: string;
  readonly #options: BalanceOptions;
  readonly #dependencies: LayerDependencies;
  readonly #picker: Picker;
  readonly #tasks = new TaskHomes();
  readonly #contract: ContractCheck;
  readonly #health: HealthBook;
  readonly #checks: HealthChecks | undefined;
  readonly #handlers = new WeakMap<Member, Handler>();
  #members: readonly Member[] = [];
  #panic = false;

  /** @param server key of the logical server, for errors and events */
  constructor(server: string, options: BalanceOptions, dependencies: LayerDependencies) {
    this.#server = server;
    this.#options = options;
    this.#dependencies = dependencies;
    this.#picker = new Picker(server, options, dependencies.random);
    this.#contract = new ContractCheck(server, options.expectedDigest);
    const members = (): readonly Member[] => this.#members;
    this.#health = new HealthBook(server, options.ejection !== false, dependencies, members);
    if (options.healthCheck !== false)
      this.#checks = new HealthChecks(options.healthCheck, dependencies, this.#health, members);
  }

  /** Adds a member; it may get requests at once. */
  add(replica: Replica): void {
    if (this.#members.some((member) => member.label === replica.label)) {
      throw new ConfigurationError(
        `"${show(this.#server)}" already has an endpoint ${show(replica.label)}: replicas need different labels.`,
        { server: this.#server },
      );
    }
    const member = new Member(
      replica,
      this.#options.ejection === false ? defaultEjection : this.#options.ejection,
    );
    const layers =
      this.#options.queue === undefined
        ? []
        : [queueLayer(this.#options.queue, this.#dependencies, member.label)];
    this.#handlers.set(
      member,
      compose([...layers, (next) => this.#health.accounted(member, next)], replica.handle),
    );
    this.#members = [...this.#members, member];
  }

  /** Starts health checks of idle members. */
  start(): void {
    this.#checks?.start();
  }

  /** Stops them. */
  stop(): void {
    this.#checks?.stop();
  }

  /** Removes a member: it gets no new requests, those in flight end, then it is closed. */
  async remove(label: string): Promise<void> {
    const member = this.#members.find((candidate) => candidate.label === label);
    if (member === undefined) return;
    this.#picker.forget(member);
    this.#members = this.#members.filter((other) => other !== member);
    await member.drained();
    // not earlier: a call under way may have become a task
    this.#tasks.forget(member);
    await member.replica.close?.();
  }

  /** Health and statistics of every member, in the order of joining. */
  stats(): readonly MemberStats[] {
    const now = this.#dependencies.clock.now();
    return this.#members.map((member) => member.stats(now));
  }

  /** Returns a handler for each member, by label: for `broadcast`. Without those that are another server. */
  handlers(): ReadonlyMap<string, Handler> {
    const now = this.#dependencies.clock.now();
    const present = this.#members.filter((member) => member.state(now) !== "mismatch");
    return new Map(
      present.map((member) => [member.label, (request, context) => this.#send(member, request, context)]),
    );
  }

  /** Sends one attempt to one member. */
  readonly handle: Handler = async (request, context) => {
    const { member, trial } = this.#pick(request, context);
    if (!trial) return this.#send(member, request, context);
    member.probing = true;
    try {
      return await this.#send(member, request, context);
    } finally {
      member.probing = false;
    }
  };

  /** Stops health checks and closes every member. */
  async close(): Promise<void> {
    this.stop();
    const members = this.#members;
    this.#members = [];
    await Promise.allSettled(members.map((member) => member.replica.close?.()));
  }

  async #send(member: Member, request: LayerRequest, context: LayerContext): Promise<unknown> {
    member.pending++;
    member.lastActive = this.#dependencies.clock.now();
    try {
      if (this.#options.verify && !this.#contract.passed(member))
        await this.#verify(member, request, context);
      const result = await this.#handlers.get(member)!(request, context);
      this.#picker.answered(member);
      this.#tasks.answered(request, result, member);
      return result;
    } finally {
      member.release();
    }
  }

  async #verify(member: Member, request: LayerRequest, context: LayerContext): Promise<void> {
    const { clock } = this.#dependencies;
    try {
      await untilDeadline(clock, request, context, (signal) => this.#contract.check(member, signal));
    } catch (error) {
      this.#notVerified(member, error, context);
    }
  }

  #notVerified(member: Member, error: unknown, context: LayerContext): never {
    if (error instanceof EndpointMismatchError) {
      if (member.refuse(error)) {
        const event = {
          type: "ejected",
          server: this.#server,
          endpoint: member.label,
          durationMs: Infinity,
        } as const;
        this.#dependencies.emit({ ...event, reason: "contractMismatch" });
      }
    } else if (!context.signal.aborted) this.#health.failed(member, error, member.epoch);
    throw error;
  }

  #pick(request: LayerRequest, context: LayerContext): { member: Member; trial: boolean } {
    const home = this.#tasks.of(request);
    if (home !== undefined && this.#members.includes(home)) return { member: home, trial: false };
    const now = this.#dependencies.clock.now();
    const rotation = rotationOf(this.#members, now);
    this.#reportPanic(rotation.panic, rotation.bad, rotation.total);
    if (rotation.candidates.length === 0) {
      throw new NoEndpointError({ server: this.#server, subject: request.traits.subject });
    }
    const { route } = context;
    const untried =
      route === undefined || route.tried.length === 0
        ? rotation.candidates
        : rotation.candidates.filter(({ label }) => !route.tried.includes(label));
    const trial = rotation.panic ? undefined : this.#trial(rotation.halfOpen, request);
    const member = trial ?? this.#choose(untried.length > 0 ? untried : rotation.candidates, request, now);
    if (route !== undefined) {
      route.tried.push(member.label);
      route.untried = 0;
      for (const other of untried)
        if (other !== member && !other.suspect && other.state(now) === "in") route.untried++;
    }
    return { member, trial: trial !== undefined };
  }

  #choose(candidates: readonly Member[], request: LayerRequest, now: number): Member {
    const { member, moved } = this.#picker.pick(candidates, request, now);
    if (moved)
      this.#dependencies.emit({ type: "sessionReset", server: this.#server, endpoint: member.label });
    return member;
  }

  /** Half-open members are probed separately if they can be; otherwise a request that may run twice tries them. */
  #trial(halfOpen: readonly Member[], request: LayerRequest): Member | undefined {
    const { healthCheck } = this.#options;
    for (const member of halfOpen) {
      if (member.replica.probe !== undefined)
        void this.#health.probe(member, healthCheck === false ? 5_000 : healthCheck.timeoutMs);
      else if (request.traits.repeatable) return member;
    }
    return undefined;
  }

  #reportPanic(active: boolean, ejected: number, total: number): void {
    if (active === this.#panic) return;
    this.#panic = active;
    this.#dependencies.emit({ type: "panic", server: this.#server, active, ejected, total });
  }
}
