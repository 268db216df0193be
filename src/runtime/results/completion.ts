/** Suggestions for the value of one argument. */
export interface Completion {
  readonly values: readonly string[];
  /** How many there are in total, if the server knows. */
  readonly total?: number | undefined;
  /** Whether there are more than `values`. */
  readonly hasMore: boolean;
}
