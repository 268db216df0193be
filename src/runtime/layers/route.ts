/**
 * What one request has tried so far: made by the retry layer, filled by the replica pick below it, so that a second
 * attempt goes elsewhere and costs no waiting where there is an elsewhere.
 */
export interface Route {
  /** Labels of the endpoints tried, in order. */
  readonly tried: string[];
  /** Endpoints in rotation that were not tried; 0 without replicas. */
  untried: number;
}
