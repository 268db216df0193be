import { show } from "../../shared/text/show.js";
import { OverloadedError } from "../errors/overloaded-error.js";
import { untilDeadline } from "./deadline-layer.js";
import {
  factsOf,
  type Layer,
  type LayerContext,
  type LayerDependencies,
  type LayerRequest,
} from "./layer.js";
import { Slots } from "./slots.js";

/** Back-pressure in front of one endpoint. */
export interface QueueOptions {
  /** Requests in flight at once. Default 64 for HTTP, 32 for a stdio process. */
  readonly concurrency: number;
  /** Requests that may wait for a slot. Default 1024. */
  readonly limit: number;
}

export const defaultQueue: QueueOptions = { concurrency: 64, limit: 1024 };

/**
 * Allows at most `concurrency` requests in flight and at most `limit` waiting; any further one fails at once with
 * `OverloadedError`, so that a slow server is noticed instead of filling the memory. If a request is aborted while waiting,
 * nothing was sent.
 *
 * @param endpoint label of the endpoint, if there are several
 */
export function queueLayer(
  options: QueueOptions,
  dependencies: Pick<LayerDependencies, "emit" | "clock">,
  endpoint?: string,
): Layer {
  const slots = new Slots(options.concurrency, options.limit);
  const { emit, clock } = dependencies;
  return (next) => async (request, context) => {
    if (!slots.tryEnter()) {
      const facts = { ...factsOf(request, context), ...(endpoint === undefined ? {} : { endpoint }) };
      if (slots.full) {
        emit({ type: "overloaded", ...facts, limit: options.limit });
        throw overloaded(request, context, options);
      }
      emit({ type: "queued", ...facts, depth: slots.waiting + 1 });
      await untilDeadline(clock, request, context, (signal) => slots.enter(signal));
    }
    try {
      return await next(request, context);
    } finally {
      slots.leave();
    }
  };
}

function overloaded(request: LayerRequest, context: LayerContext, options: QueueOptions): OverloadedError {
  return new OverloadedError(
    `"${show(context.server)}" has ${options.concurrency} requests in flight and ${options.limit} waiting: ` +
      `${request.method} was not sent. Send fewer requests at once, or raise \`queue.concurrency\` or \`queue.limit\`.`,
    options.limit,
    { server: context.server, subject: request.traits.subject },
  );
}
