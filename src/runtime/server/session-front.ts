import { timerMs } from "../../shared/time/forever.js";
import type { Server, ServerContext } from "@modelcontextprotocol/server";
import type { JsonObject } from "../../shared/json/json.js";
import type { LogMessage } from "../connection/connection-handlers.js";
import type { Front, Question } from "./front.js";

/** A caller with a session, as in revisions up to 2025-11-25: the server may send requests to it. */
export class SessionFront implements Front {
  readonly #server: Server;
  readonly #answerTimeoutMs: number;
  /** Calls under way, latest last: over HTTP, messages are sent with one of them. */
  readonly #calls = new Map<ServerContext, Promise<unknown>>();

  constructor(server: Server, answerTimeoutMs: number) {
    this.#server = server;
    this.#answerTimeoutMs = answerTimeoutMs;
  }

  async during<R>(call: ServerContext, run: () => Promise<R>): Promise<R> {
    const running = run();
    this.#calls.set(call, running);
    try {
      return await running;
    } finally {
      this.#calls.delete(call);
    }
  }

  /** Settles when the calls now under way have ended. */
  async calls(): Promise<void> {
    await Promise.allSettled(this.#calls.values());
  }

  async ask({ method, params }: Question, signal: AbortSignal): Promise<JsonObject> {
    const options = { signal, timeout: timerMs(this.#answerTimeoutMs), resetTimeoutOnProgress: true };
    const call = [...this.#calls.keys()].at(-1);
    if (method === "sampling/createMessage") {
      const asked = params as never;
      const answer = await (call?.mcpReq.requestSampling(asked, options) ??
        this.#server.createMessage(asked, options));
      return answer as unknown as JsonObject;
    }
    const request = { method, params };
    return (await (call?.mcpReq.send(request, options) ??
      this.#server.request(request, options))) as unknown as JsonObject;
  }

  log({ level, logger, data }: LogMessage): void {
    this.notify("notifications/message", { level, data, ...(logger !== undefined && { logger }) });
  }

  notify(method: string, params: object): void {
    const notification = { method, params: params as JsonObject };
    const call = [...this.#calls.keys()].at(-1);
    // a caller that has left cannot receive it
    (call?.mcpReq.notify(notification) ?? this.#server.notification(notification)).catch(() => {});
  }
}
