import { show } from "../../shared/text/show.js";
import { ConnectError } from "../errors/connect-error.js";
import { SharedWork } from "../async/shared-work.js";
import { EndpointMismatchError } from "./replica-errors.js";
import type { Member, Replica } from "./member.js";

/**
 * Compares, once per member, what it offers with what is expected, or with the first member: a "replica" with other tools is
 * another server.
 */
export class ContractCheck {
  readonly #server: string;
  readonly #passed = new WeakSet<Member>();
  readonly #underway = new WeakMap<Member, SharedWork<void>>();
  #expected: string | undefined;

  constructor(server: string, expected: string | undefined) {
    this.#server = server;
    this.#expected = expected;
  }

  /** Whether the member was already compared, or there is nothing to compare. */
  passed(member: Member): boolean {
    return member.replica.digest === undefined || this.#passed.has(member);
  }

  /** Compares, once for all concurrent callers. @throws {EndpointMismatchError} */
  async check(member: Member, signal: AbortSignal): Promise<void> {
    const { digest } = member.replica;
    if (digest === undefined) return;
    const underway = this.#underway.get(member);
    const check = underway === undefined || underway.aborted ? this.#start(member, digest) : underway;
    await check.wait(signal);
  }

  #start(member: Member, digest: NonNullable<Replica["digest"]>): SharedWork<void> {
    const check = new SharedWork((signal) => this.#compare(member, digest, signal));
    this.#underway.set(member, check);
    check.result.then(
      () => this.#passed.add(member),
      () => this.#underway.get(member) === check && this.#underway.delete(member),
    );
    return check;
  }

  async #compare(member: Member, digest: NonNullable<Replica["digest"]>, signal: AbortSignal): Promise<void> {
    const actual = await digest(signal).catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      // Counts as not sent: the request itself was not, whatever happened to the comparison.
      throw new ConnectError(`${show(member.label)} could not be compared with the other endpoints.`, {
        server: this.#server,
        cause,
      });
    });
    this.#expected ??= actual;
    if (actual === undefined || actual === this.#expected) return;
    throw new EndpointMismatchError(member.label, {
      server: this.#server,
      expected: this.#expected ?? "",
      actual,
    });
  }
}
