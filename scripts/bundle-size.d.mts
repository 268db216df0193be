interface Sizes {
  /** Bytes, gzip, of the app as one file. */
  readonly oneFile: number;
  /** Bytes, gzip, of the files that are loaded up to the first answer. */
  readonly firstCall: number;
}

export declare function bundleSize(options: {
  readonly runtime?: string;
  readonly generate: unknown;
}): Promise<Readonly<Record<"ours" | "sdk", Sizes>>>;
