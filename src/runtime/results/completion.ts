/** Suggestions for the value of one argument. */
export interface Completion {
  readonly values: readonly string[];
  /** How many there are in all, where the server knows. */
  readonly total?: number | undefined;
  /** More than `values` exist. */
  readonly hasMore: boolean;
}
