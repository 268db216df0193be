/** The exit codes. They are public: scripts branch on them. */
export const EXIT = {
  done: 0,
  /** Files differ from the lock, or a server changed in a way that breaks callers. */
  drift: 1,
  /** The tool that was called reported an error. */
  toolFailed: 1,
  /** The command line or a config is at fault. */
  usage: 2,
  someServersFailed: 3,
  allServersFailed: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
