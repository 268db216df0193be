import { onAbort } from "./on-abort.js";

/**
 * `work`, or the reason of `signal` as soon as it is aborted. What arrives too late goes to `late`; a late failure is
 * nobody's any more.
 */
export function abortable<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  late?: (value: T) => void,
): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      reject(signal.reason as Error);
      if (late !== undefined) work.then(late, () => undefined);
    };
    const release = onAbort(signal, leave);
    if (signal.aborted) leave();
    work.then(resolve, reject).finally(release);
  });
}
