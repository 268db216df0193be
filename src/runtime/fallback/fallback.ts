import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { classify } from "../retry/classify.js";

/** No source could serve the request; `errors` has the error of each source that was tried, in order. */
export class FallbackError extends FmcpError {
  readonly errors: readonly unknown[];

  constructor(errors: readonly unknown[]) {
    const said = errors.map((error) => show(reason(error), 200)).join("; ");
    super("FALLBACK_FAILED", `All ${errors.length} sources failed: ${said}`, { cause: errors.at(-1) });
    this.errors = errors;
  }
}

/** When the next source may be tried. */
export interface FallbackOptions {
  /** Whether `run` may safely run twice, so that an unknown outcome does not stop the fallback. Default false. */
  readonly repeatable?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Tries sources in order: goes on to the next if the request was not sent or was refused, or if it may safely run twice. Any
 * answer is final, and so is an unknown outcome.
 *
 * @throws {FallbackError} when all have failed
 */
export async function fallback<S, R>(
  sources: Iterable<S>,
  run: (source: S, index: number) => Promise<R>,
  options: FallbackOptions = {},
): Promise<R> {
  const errors: unknown[] = [];
  for (const source of sources) {
    options.signal?.throwIfAborted();
    try {
      return await run(source, errors.length);
    } catch (error) {
      const { class: kind } = classify(error);
      if (
        options.signal?.aborted ||
        kind === "answered" ||
        (kind === "unknown" && options.repeatable !== true)
      )
        throw error;
      errors.push(error);
    }
  }
  throw new FallbackError(errors);
}
