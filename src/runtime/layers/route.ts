/**
 * What one request has tried so far: created by the retry layer and filled in by the choice of a replica below it, so that a
 * retry goes to another endpoint, without a pause if there is one.
 */
export interface Route {
  /** Labels of the endpoints tried, in order. */
  readonly tried: string[];
  /** Endpoints in rotation that were not tried; 0 without replicas. */
  untried: number;
}
