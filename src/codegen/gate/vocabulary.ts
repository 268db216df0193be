import type { Json } from "../../shared/json/json.js";
import { catalogueOf, type ServerPlan } from "../plan/index.js";

/** Every text and number that a file may contain as a literal: those of its model, and a few of ours. */
export class Vocabulary {
  readonly #texts: Set<string>;
  readonly #numbers = new Set<number>();

  constructor(own: Iterable<string> = []) {
    this.#texts = new Set(own);
  }

  /** Adds every key and value of `value`. */
  add(value: unknown): void {
    const open: unknown[] = [value];
    while (open.length > 0) {
      const item = open.pop();
      if (typeof item === "string") this.#texts.add(item);
      else if (typeof item === "number") this.#numbers.add(item);
      else if (typeof item === "object" && item !== null) {
        for (const [key, member] of Object.entries(item as Record<string, Json>)) {
          if (!Array.isArray(item)) this.#texts.add(key);
          open.push(member);
        }
      }
    }
  }

  hasText(text: string): boolean {
    return this.#texts.has(text);
  }

  hasNumber(value: number): boolean {
    return this.#numbers.has(value);
  }
}

/** Texts of the helpers that validators call. */
const HELPER_TEXTS: readonly string[] = [
  "u",
  "",
  "base64",
  "application/json",
  "null",
  "boolean",
  "number",
  "string",
  "array",
  "object",
  "integer",
];

/** Returns the literals that the files of one server may contain. */
export function vocabularyOf(server: ServerPlan): Vocabulary {
  const vocabulary = new Vocabulary(HELPER_TEXTS);
  vocabulary.add(server.model);
  vocabulary.add(server.source);
  for (const { facts, input, output } of server.tools)
    vocabulary.add([facts, input.validator, output?.validator]);
  vocabulary.add(server.prompts.map(({ input }) => input.validator));
  for (const { root } of server.schemas.declarations) vocabulary.add(root?.schema);
  vocabulary.add([...server.templates, ...server.prompts].map(({ method }) => method));
  for (const { variables } of server.templates) vocabulary.add(variables.map(({ name }) => name));
  const { schemas, tools } = catalogueOf(server);
  vocabulary.add([...schemas.values(), tools]);
  return vocabulary;
}
