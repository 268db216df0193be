import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { classify } from "../retry/classify.js";

/** No source could serve the request; `errors` has one error for each that was tried, in order. */
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
  /** What runs may run twice, so that an unknown outcome is no reason to stop. Default false. */
  readonly repeatable?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Tries sources in order: the next one when the request was not sent or was refused, or when it may run twice. An answer,
 * good or bad, is final, and so is an outcome that nobody knows.
 *
 * @throws {FallbackError} when all were tried
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
