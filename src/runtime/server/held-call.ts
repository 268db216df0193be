import { anySignal } from "../async/any-signal.js";
import type { ServerContext } from "@modelcontextprotocol/server";
import type { JsonObject } from "../../shared/json/json.js";
import type { LogMessage } from "../connection/connection-handlers.js";
import type { Front, Question, QuestionMethod } from "./front.js";
import { isLogged } from "./log-levels.js";

/** A question that waits for its answer. */
interface Waiting {
  readonly method: QuestionMethod;
  readonly params: JsonObject;
  readonly resolve: (answer: JsonObject) => void;
}

/** How one round of a call ends: with its result, or with questions that the caller answers in the next round. */
export type Round =
  | { readonly result: JsonObject }
  | { readonly questions: Readonly<Record<string, { method: QuestionMethod; params: JsonObject }>> };

/**
 * A call of 2026-07-28 while the servers behind work on it. A question of theirs ends the round, and the call is held until the
 * caller returns with the answer.
 */
export class HeldCall implements Front {
  readonly #ended = new AbortController();
  readonly #waiting = new Map<string, Waiting>();
  #context: ServerContext | undefined;
  #result: Promise<JsonObject> | undefined;
  #count = 0;
  #wake: () => void = () => {};

  /** @param first the request of the first round */
  constructor(first: ServerContext) {
    this.#context = first;
  }

  /** Aborted when the result is no longer needed. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** The request of the current round. */
  get context(): ServerContext | undefined {
    return this.#context;
  }

  abort(reason: unknown): void {
    this.#ended.abort(reason);
  }

  start(run: () => Promise<JsonObject>): void {
    this.#result = run();
    // the round reports its failure; between rounds there is no handler
    this.#result.catch(() => {});
  }

  /** Runs until there is a result or an open question; `answers` are those to the questions of the previous round. */
  async round(context: ServerContext, answers: Readonly<Record<string, unknown>> = {}): Promise<Round> {
    const { signal } = context.mcpReq;
    const leave = (): void => this.abort(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    this.#context = context;
    try {
      const asked = new Promise<void>((resolve) => (this.#wake = resolve));
      for (const [id, answer] of Object.entries(answers)) this.#answer(id, answer);
      if (this.#waiting.size === 0) {
        const first = await Promise.race([this.#result, asked]);
        if (first !== undefined) return { result: first };
        // questions that a server sends together arrive together
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      return { questions: this.#questions() };
    } finally {
      this.#context = undefined;
      signal.removeEventListener("abort", leave);
    }
  }

  ask({ method, params, id: own }: Question, signal: AbortSignal): Promise<JsonObject> {
    return new Promise((resolve, reject) => {
      const id = own === undefined || this.#waiting.has(own) ? `${method}#${++this.#count}` : own;
      this.#waiting.set(id, { method, params, resolve });
      const forget = (): void => {
        this.#waiting.delete(id);
        reject(new Error("The request was cancelled, or its call has ended."));
      };
      anySignal([signal, this.signal]).addEventListener("abort", forget, { once: true });
      this.#wake();
    });
  }

  log({ level, logger, data }: LogMessage): void {
    const context = this.#context;
    if (context === undefined || !isLogged(level, context.mcpReq.envelope)) return;
    const params = { level, data, ...(logger !== undefined && { logger }) };
    context.mcpReq.notify({ method: "notifications/message", params }).catch(() => {});
  }

  notify(method: string, params: JsonObject): void {
    this.#context?.mcpReq.notify({ method, params }).catch(() => {});
  }

  #answer(id: string, answer: unknown): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined || typeof answer !== "object" || answer === null) return;
    this.#waiting.delete(id);
    waiting.resolve(answer as JsonObject);
  }

  #questions(): Readonly<Record<string, { method: QuestionMethod; params: JsonObject }>> {
    return Object.fromEntries([...this.#waiting].map(([id, { method, params }]) => [id, { method, params }]));
  }
}
