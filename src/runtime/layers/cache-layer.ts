import type { CacheOptions, CacheSubject } from "../cache/cache-options.js";
import { cacheKeys } from "../cache/cache-key.js";
import { isCacheable } from "../cache/freshness.js";
import { ResponseCache } from "../cache/response-cache.js";
import { SingleFlight } from "../async/single-flight.js";
import { classify } from "../retry/classify.js";
import { factsOf, type Handler, type Layer, type LayerDependencies } from "./layer.js";

/** The cache layer, and what its client calls. */
export interface CacheLayer {
  readonly layer: Layer;
  /** Call for every notification of the server: some make answers invalid. */
  notified(method: string, params?: Readonly<Record<string, unknown>>): void;
  /** Removes all answers, for example after a gap in the notifications. */
  clear(): Promise<void>;
}

/** Answers from the cache if possible; sends equal concurrent requests once. */
export function cacheLayer(
  options: CacheOptions,
  subject: CacheSubject,
  dependencies: LayerDependencies,
): CacheLayer {
  const responses = new ResponseCache(options, subject, dependencies);
  const flights = new SingleFlight();
  const { clock, emit } = dependencies;

  const layer: Layer = (next: Handler): Handler => {
    return async (request, context) => {
      const mode = request.traits.cache ?? "use";
      if (mode === "bypass" || !isCacheable(request, options)) return next(request, context);
      const keys = cacheKeys(request, await subject.scope(request));
      const facts = factsOf(request, context);
      const entry = mode === "use" ? await responses.find(keys) : undefined;
      const now = clock.now();
      if (entry !== undefined && now < entry.freshUntil) {
        emit({ type: "cacheHit", ...facts, ageMs: now - entry.askedAt });
        return entry.value;
      }
      const fetch = async (signal: AbortSignal): Promise<unknown> => {
        const askedAt = clock.now();
        const value = await next(request, { ...context, signal });
        await responses.keep(request, keys, askedAt, value);
        return value;
      };
      try {
        if (mode === "refresh" || keys.private === undefined) return await fetch(context.signal);
        return await flights.run(keys.private, context.signal, fetch);
      } catch (error) {
        const stale = entry !== undefined && now < entry.freshUntil + options.staleIfErrorMs;
        if (!stale || context.signal.aborted || !excuses(error)) throw error;
        emit({ type: "stale", ...facts, ageMs: now - entry.askedAt, error });
        return entry.value;
      }
    };
  };

  return {
    layer,
    notified: (method, params) => {
      // A request after the notification must not get an answer from before it.
      if (responses.notified(method, params)) flights.forget();
    },
    clear: () => {
      flights.forget();
      return responses.invalidate();
    },
  };
}

/** Whether an old answer may be used after this failure: the server could not answer, as opposed to refusing. */
function excuses(error: unknown): boolean {
  const failure = classify(error);
  return failure.class !== "answered" && !(failure.class === "refused" && failure.permanent);
}
