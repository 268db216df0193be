/** Most bytes to hold: complaints about one request are never longer. */
const MOST_BYTES = 256 * 1024;

/** Output that is not such a complaint is shown after this time: a server may print a request to log in, and wait for it. */
const HOLD_MS = 1_000;

/** Quoted by complaints about the probe. */
const PROBE = "server/discover";

/**
 * Holds back what a server prints on its standard error during the era probe. Old servers answer it with a page of complaints
 * (FastMCP 2 and 3: 60 to 119 lines), which are irrelevant if the connection succeeds. So output is held for a moment; if it
 * quotes the probe, until the connection succeeds (then it is dropped) or fails (then it is shown).
 */
export class OutputHold {
  #print: ((chunk: Uint8Array) => void) | undefined;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #open = false;
  #timer: NodeJS.Timeout | undefined;

  /** Returns the function that receives the output instead of `print`. */
  before(print: (chunk: Uint8Array) => void): (chunk: Uint8Array) => void {
    this.#print = print;
    return (chunk) => this.#push(chunk);
  }

  /** Shows everything held, and from now on output at once: the connection failed, or the server knows the probe. */
  release(): void {
    this.#open = true;
    this.#flush();
  }

  /** Drops complaints: the connection succeeded with a server that does not know the probe. */
  settle(): void {
    if (this.#complains) this.#drop();
    this.release();
  }

  get #complains(): boolean {
    // One character per byte: a chunk may end within a UTF-8 character.
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
