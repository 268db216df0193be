import type { McpSubscription } from "@modelcontextprotocol/client";
import { CONFIRM_MS, type Session } from "../../connection/session.js";
import { filterOf, type Topic } from "./topic.js";

/**
 * The subscriptions of one session, and how to change them: `resources/subscribe` for each URI on an older server, one
 * `subscriptions/listen` stream for everything on a 2026-07-28 one. Its methods must not run concurrently.
 */
export class HeldSubscriptions {
  readonly session: Session;
  readonly #onDrop: () => void;
  readonly #uris = new Set<string>();
  #stream: McpSubscription | undefined;
  #filter = "{}";

  /** @param onDrop called when the stream ended without being closed here */
  constructor(session: Session, onDrop: () => void) {
    this.session = session;
    this.#onDrop = onDrop;
  }

  /** Subscribes the session to exactly these topics. */
  async bring(topics: readonly Topic[], signal?: AbortSignal): Promise<void> {
    await (this.session.info.era === "modern"
      ? this.#listen(topics, signal)
      : this.#subscribe(topics, signal));
  }

  async #subscribe(topics: readonly Topic[], signal?: AbortSignal): Promise<void> {
    if (topics.length > 0) await this.session.hear();
    const wanted = new Set(topics.flatMap((topic) => ("uri" in topic ? [topic.uri] : [])));
    for (const uri of wanted) {
      if (this.#uris.has(uri)) continue;
      await this.session.request(
        "resources/subscribe",
        { uri },
        { signal, timeoutMs: CONFIRM_MS, subject: uri },
      );
      this.#uris.add(uri);
    }
    for (const uri of [...this.#uris]) {
      if (wanted.has(uri)) continue;
      this.#uris.delete(uri);
      await this.session.request(
        "resources/unsubscribe",
        { uri },
        { signal, timeoutMs: CONFIRM_MS, subject: uri },
      );
    }
  }

  async #listen(topics: readonly Topic[], signal?: AbortSignal): Promise<void> {
    const filter = filterOf(topics);
    const text = JSON.stringify(filter);
    if (text === this.#filter) return;
    const before = this.#stream;
    // The new stream opens before the old one closes, so that no change is missed in between.
    const stream = text === "{}" ? undefined : await this.session.listen(filter, signal);
    this.#stream = stream;
    this.#filter = text;
    void stream?.closed.then((cause) => {
      if (this.#stream !== stream) return;
      this.#stream = undefined;
      this.#filter = "{}";
      if (cause !== "local") this.#onDrop();
    });
    await before?.close();
  }
}
