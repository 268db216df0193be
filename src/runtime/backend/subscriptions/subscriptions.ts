import { callSafely } from "../../async/call-safely.js";
import { INVALID_PARAMS, METHOD_NOT_FOUND } from "../../../shared/json/json-rpc.js";
import type { Session } from "../../connection/session.js";
import type { Inbound } from "../../connection/taps.js";
import { NotConnectedError } from "../../errors/not-connected-error.js";
import { UnsupportedError } from "../../errors/unsupported-error.js";
import type { Clock } from "../../async/clock.js";
import type { Requester } from "../requester.js";
import { HeldSubscriptions } from "./held.js";
import { Subscription } from "./subscription.js";
import { type ChangingList, changeOf, concerns, type Topic } from "./topic.js";

/** Called with a change; `change` is what the server named. */
export type ChangeListener = (change: Topic) => void;

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;

/**
 * Keeps subscriptions alive when streams and sessions drop: opens them again as long as there are listeners, and reports each
 * gap, since notifications sent meanwhile are lost.
 */
export class Subscriptions {
  readonly #requester: Requester;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #entries = new Set<{ readonly topic: Topic; readonly listener: ChangeListener }>();
  #held: HeldSubscriptions | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #gap = false;
  #reopening: AbortController | undefined;

  constructor(requester: Requester, clock: Clock, random: () => number) {
    this.#requester = requester;
    this.#clock = clock;
    this.#random = random;
  }

  /** Whether there are listeners. */
  get wanted(): boolean {
    return this.#entries.size > 0;
  }

  /** Resolves once the server has confirmed, if the protocol defines a confirmation. */
  async add(topic: Topic, listener: ChangeListener, signal?: AbortSignal): Promise<Subscription> {
    const session = await this.#requester.session(signal);
    if ("uri" in topic) this.#checkSubscribable(session, topic.uri);
    else if (session.info.era === "modern") this.#checkTells(session, topic.list);
    const entry = { topic, listener };
    this.#entries.add(entry);
    try {
      await this.#bring(session, signal);
    } catch (error) {
      this.#entries.delete(entry);
      throw error;
    }
    return new Subscription(() => this.#remove(entry));
  }

  /** Passes a notification to the listeners that it concerns. */
  notified(message: Inbound): void {
    const change = changeOf(message.method, message.params);
    if (change === undefined) return;
    for (const { topic, listener } of [...this.#entries]) {
      if (!concerns(topic, change)) continue;
      callSafely(
        () => listener(change),
        (cause) => this.#report("HANDLER_FAILED", "a listener of changes threw", cause),
      );
    }
  }

  /** Subscribes a new session. Never rejects: a subscription that cannot be renewed must not cost the connection. */
  async resume(session: Session): Promise<void> {
    if (!this.wanted) return;
    try {
      await this.#bring(session);
    } catch (cause) {
      this.#report("SUBSCRIPTION_LOST", "a subscription could not be renewed", cause);
    }
  }

  /** The session or its stream ended: subscribes again in the background, for as long as it takes. */
  dropped(): void {
    if (!this.wanted || this.#reopening !== undefined) return;
    this.#gap = true;
    const stop = new AbortController();
    this.#reopening = stop;
    void this.#reopen(stop.signal).finally(() => {
      if (this.#reopening === stop) this.#reopening = undefined;
    });
  }

  /** Stops subscribing again; the next session does it for the remaining listeners. */
  stop(): void {
    this.#reopening?.abort();
    this.#reopening = undefined;
    this.#held = undefined;
  }

  async #reopen(signal: AbortSignal): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
      try {
        await this.#clock.sleep(ceiling * (0.5 + this.#random() / 2), signal, "background");
        if (!this.wanted) return;
        await this.#bring(await this.#requester.session(signal), signal);
        return;
      } catch (cause) {
        if (signal.aborted || cause instanceof NotConnectedError) return;
        if (!isFinal(cause)) continue;
        return this.#report("SUBSCRIPTION_LOST", "the server no longer offers what was subscribed to", cause);
      }
    }
  }

  async #remove(entry: { readonly topic: Topic; readonly listener: ChangeListener }): Promise<void> {
    if (!this.#entries.delete(entry)) return;
    const session = this.#held?.session;
    if (session?.alive !== true) return;
    await this.#bring(session).catch((cause: unknown) =>
      this.#report("UNSUBSCRIBE_FAILED", "the server could not be notified", cause),
    );
  }

  /** Makes the session's subscriptions match the listeners, one change at a time. */
  async #bring(session: Session, signal?: AbortSignal): Promise<void> {
    const work = this.#turn.then(async () => {
      if (!session.alive) return;
      if (this.#held?.session !== session) this.#held = new HeldSubscriptions(session, () => this.dropped());
      await this.#held.bring(this.#topics(), signal);
      if (!this.#gap) return;
      this.#gap = false;
      const { server, emit } = this.#requester;
      emit({
        type: "gap",
        server,
        uris: this.#topics().flatMap((topic) => ("uri" in topic ? [topic.uri] : [])),
      });
    });
    this.#turn = work.catch(() => undefined);
    await work;
  }

  #topics(): Topic[] {
    return [...this.#entries].map(({ topic }) => topic);
  }

  #checkSubscribable(session: Session, uri: string): void {
    const resources = session.info.capabilities["resources"] as { subscribe?: unknown } | undefined;
    if (resources?.subscribe === true) return;
    const { server } = this.#requester;
    throw new UnsupportedError(`"${server}" declares no subscriptions to resources.`, {
      server,
      subject: uri,
      era: session.info.era,
    });
  }

  /** Only a 2026-07-28 server is asked for changes; an older one sends them unasked, or never. */
  #checkTells(session: Session, list: ChangingList): void {
    const capability = session.info.capabilities[list] as { listChanged?: unknown } | null | undefined;
    if (capability?.listChanged === true) return;
    const { server } = this.#requester;
    throw new UnsupportedError(
      `"${server}" declares that it does not report changes of its ${list} in the modern era.`,
      {
        server,
        subject: list,
        era: session.info.era,
      },
    );
  }

  #report(code: string, message: string, cause: unknown): void {
    const { server, emit } = this.#requester;
    emit({ type: "diagnostic", severity: "warning", server, code, message, cause });
  }
}

/** -32601 and -32602: the answer will never change (MCP 2026-07-28, subscriptions/listen). */
function isFinal(error: unknown): boolean {
  if (error instanceof UnsupportedError) return true;
  const code = (error as { rpcCode?: unknown }).rpcCode;
  return code === METHOD_NOT_FOUND || code === INVALID_PARAMS;
}
