/** As much is held at most: nobody complains of one request at such length. */
const MOST_BYTES = 256 * 1024;

/** What is no complaint is shown after this time: a server may print where a person has to log in, and wait for that. */
const HOLD_MS = 1_000;

/** What a complaint about the probe quotes. */
const PROBE = "server/discover";

/**
 * What a server prints to its standard error while it is asked which era it speaks. Old ones answer the question with a page
 * of complaints (FastMCP 2 and 3: 60 to 119 lines), which say nothing to a user whose connection is made in the end. So
 * output is held for a moment; where it quotes the question, until the connection is made (then it is dropped) or failed
 * (then it is shown).
 */
export class OutputHold {
  #print: ((chunk: Uint8Array) => void) | undefined;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #open = false;
  #timer: NodeJS.Timeout | undefined;

  /** What to give the output to, in place of `print`. */
  before(print: (chunk: Uint8Array) => void): (chunk: Uint8Array) => void {
    this.#print = print;
    return (chunk) => this.#push(chunk);
  }

  /** The connection failed, or the server knows the question: everything is shown, and from now on at once. */
  release(): void {
    this.#open = true;
    this.#flush();
  }

  /** The connection is made with a server that did not know the question. */
  settle(): void {
    if (this.#complains) this.#drop();
    this.release();
  }

  get #complains(): boolean {
    // A byte is a character: a chunk may end within one.
    const decoder = new TextDecoder("latin1");
    return this.#chunks
      .map((chunk) => decoder.decode(chunk))
      .join("")
      .includes(PROBE);
  }

  #push(chunk: Uint8Array): void {
    if (this.#open) return this.#print?.(chunk);
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > MOST_BYTES) return this.#flush();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (!this.#complains) this.#flush();
    }, HOLD_MS).unref();
  }

  #flush(): void {
    for (const chunk of this.#drop()) this.#print?.(chunk);
  }

  #drop(): readonly Uint8Array[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#bytes = 0;
    return chunks;
  }
}
