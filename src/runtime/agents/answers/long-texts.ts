import type { Answer, AnswerPart } from "./answer.js";

/** Texts that are kept for a model to read on, at most. */
const KEPT = 50;

/** Cuts answers that are too long, and keeps the rest to be read on. */
export class LongTexts {
  readonly #maxChars: number;
  readonly #reader: string;
  readonly #texts = new Map<string, string>();
  #count = 0;

  /** `reader`: the name of the tool by which a model reads on. */
  constructor(maxChars: number, reader: string) {
    this.#maxChars = maxChars;
    this.#reader = reader;
  }

  /** `answer` with at most the allowed number of characters of text, and a note of how to read on. */
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

  /** The next piece of a text that was cut; `undefined` for an id that is not known (any more). */
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
    const end = endOfPiece(text, from + length);
    const piece = text.slice(from, end);
    if (end >= text.length) return piece;
    return `${piece}\n[${text.length - end} of ${text.length} characters are left out. To read on, call ${this.#reader} with ${JSON.stringify({ id, from: end })}.]`;
  }
}

/** Not between the halves of one character. */
function endOfPiece(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return end < text.length && code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}
