import type { Answer, AnswerPart } from "./answer.js";

/** How many cut texts are kept for a model to continue reading, at most. */
const KEPT = 50;

/** Cuts answers that are too long, and keeps the rest for later reads. */
export class LongTexts {
  readonly #maxChars: number;
  readonly #reader: string;
  readonly #texts = new Map<string, string>();
  #count = 0;

  /** @param reader name of the tool that reads the rest */
  constructor(maxChars: number, reader: string) {
    this.#maxChars = maxChars;
    this.#reader = reader;
  }

  /** Cuts `answer` to the allowed number of characters, and notes how to read the rest. */
  cut(answer: Answer): Answer {
    let left = this.#maxChars;
    const parts = answer.parts.map((part): AnswerPart => {
      if (part.type !== "text") return part;
      const room = Math.max(left, 0);
      left -= part.text.length;
      return part.text.length <= room
        ? part
        : { type: "text", text: this.#piece(this.#keep(part.text), 0, room) };
    });
    return { ...answer, parts };
  }

  /** Returns the next piece of a text that was cut; `undefined` if the id is unknown or has been dropped. */
  read(id: string, from: number): string | undefined {
    return this.#texts.has(id) ? this.#piece(id, from, this.#maxChars) : undefined;
  }

  #keep(text: string): string {
    const id = `r${++this.#count}`;
    this.#texts.set(id, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > KEPT && oldest !== undefined) this.#texts.delete(oldest);
    return id;
  }

  #piece(id: string, from: number, length: number): string {
    const text = this.#texts.get(id) ?? "";
    const start = isInsidePair(text, from) ? from - 1 : from;
    const wanted = start + length;
    // at least one character, or the model reads the same position again and again
    const end = isInsidePair(text, wanted) ? wanted + (wanted - 1 > start ? -1 : 1) : wanted;
    const piece = text.slice(start, end);
    if (end >= text.length) return piece;
    return `${piece}\n[${text.length - end} of ${text.length} characters are left out. To read on, call ${this.#reader} with ${JSON.stringify({ id, from: end })}.]`;
  }
}

/** Whether a position is between the two halves of a surrogate pair. */
function isInsidePair(text: string, position: number): boolean {
  const code = position > 0 && position < text.length ? (text.codePointAt(position - 1) ?? 0) : 0;
  return code > 0xffff;
}
