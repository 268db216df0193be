import { onAbort } from "./on-abort.js";

/**
 * Resolves as `work` does, or rejects with the reason of `signal` as soon as it is aborted. A result that arrives later goes to
 * `late`; a later failure is ignored.
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
