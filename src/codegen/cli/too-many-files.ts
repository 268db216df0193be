/** Printed if the system allows no more open files. This module has no imports, since no file can be read then. */
export const TOO_MANY_FILES =
  "Too many files are open at once. Raise the limit (ulimit -n 4096), or ask fewer servers at a time (--concurrency 4).";
