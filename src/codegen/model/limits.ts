/** How much of what a server says is taken in. Everything beyond is left out with a diagnostic. */
export interface ModelLimits {
  /** Items of one list. Default 5,000. */
  readonly items: number;
  /** Characters of a tool's, prompt's or argument's name. Default 1,024. */
  readonly nameChars: number;
  /** Characters of one schema as JSON. Default 1 MiB. */
  readonly schemaChars: number;
  /** How deep the JSON of one item may nest. Default 256. */
  readonly depth: number;
}

export const DEFAULT_MODEL_LIMITS: ModelLimits = {
  items: 5_000,
  nameChars: 1_024,
  schemaChars: 1_048_576,
  depth: 256,
};
