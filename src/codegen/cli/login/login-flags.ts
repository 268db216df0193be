/** Flags of `login`. */
export interface LoginFlags {
  /** `false` with `--no-browser`. */
  readonly browser: boolean;
  /** With a code on any other device. */
  readonly device?: boolean;
  readonly json?: boolean;
}

/** Flags of `logout`. */
export interface LogoutFlags {
  readonly all?: boolean;
}

/** Flags of `auth status`. */
export interface StatusFlags {
  readonly json?: boolean;
}
