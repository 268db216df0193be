/** `timer`, which keeps no program alive from now on. Where timers are numbers (browsers, workers), none does. */
export function unreferenced<T>(timer: T): T {
  (timer as { unref?(): void }).unref?.();
  return timer;
}
