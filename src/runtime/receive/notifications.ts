/** What is known about the notifications that were sent, when an error comes that has no id. */
export interface SentNotifications {
  /** Whether one was sent. */
  readonly any: boolean;
  /** Whether the error may be the answer to one of them. */
  readonly open: boolean;
}

export const noNotifications: SentNotifications = { any: false, open: false };

/**
 * Counts notifications, to which some servers answer with an error that has no id (JSON-RPC 2.0, section 4.1, forbids an answer).
 * A server reads in order: when a later request has its answer, an error that comes after it belongs to no earlier notification.
 */
export class NotificationCount implements SentNotifications {
  #sent = 0;
  #done = 0;

  get any(): boolean {
    return this.#sent > 0;
  }

  get open(): boolean {
    return this.#sent > this.#done;
  }

  /** How many were sent so far. */
  get sent(): number {
    return this.#sent;
  }

  add(): void {
    this.#sent++;
  }

  /** Records the answer to a request that was sent after `earlier` notifications. */
  answered(earlier: number): void {
    this.#done = Math.max(this.#done, earlier);
  }

  /** Records an error without an id that belongs to one of them. */
  refused(): void {
    if (this.open) this.#done++;
  }
}
