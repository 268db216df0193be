import type { SourceKind, TransportSource } from "../transport/transport-source.js";

/** How far connecting has come, for the error of a limit that passed: counts all attempts together. */
export class ConnectSteps {
  readonly #waiting = new Set<string>();
  readonly #answered = new Set<string>();
  #opened = false;
  #over = false;

  /** A transport is open: its process runs, or its socket is connected. */
  opened(): void {
    this.#opened = true;
  }

  /** A message of the client is on its way. */
  sent(method: string): void {
    if (!this.#over) this.#waiting.add(method);
  }

  /** The server answered a request in any way, or accepted a notification. */
  answered(method: string): void {
    if (!this.#over && this.#waiting.delete(method)) this.#answered.add(method);
  }

  /** A message could not be sent. */
  failed(method: string): void {
    this.#waiting.delete(method);
  }

  /** Connecting has ended: what follows are requests of the program. */
  end(): void {
    this.#over = true;
  }

  /** Returns sentences to append to the error; `""` before anything happened. */
  describe(source: Pick<TransportSource, "kind" | "words"> | undefined): string {
    if (source === undefined) return "";
    if (!this.#opened) return notOpen(source.kind);
    const waiting = [...this.#waiting];
    const notices = waiting.filter((method) => method.startsWith("notifications/"));
    const requests = waiting.filter((method) => !method.startsWith("notifications/"));
    const parts = [
      this.#answered.size > 0 ? `The server answered ${listed([...this.#answered])}.` : "",
      requests.length > 0 ? `${listed(requests)} got no answer.` : "",
      notices.length > 0 ? `${listed(notices)} was sent and not accepted.` : "",
      this.#answered.size === 0 ? silence(source) : "",
    ];
    return parts
      .filter((part) => part !== "")
      .map((part) => ` ${part}`)
      .join("");
  }
}

function notOpen(kind: SourceKind): string {
  return kind === "stdio" ? " Its process was not running yet." : " Its connection was not open yet.";
}

function silence(source: Pick<TransportSource, "kind" | "words">): string {
  if (source.kind !== "stdio") return "";
  const wrote = Object.values(source.words?.() ?? {}).some((text) => text !== undefined && text !== "");
  return wrote ? "" : "Its process started and wrote nothing.";
}

function listed(methods: readonly string[]): string {
  return methods.map((method) => `\`${method}\``).join(" and ");
}
