const notSentErrors = new WeakSet<object>();

/** Notes that the request which `error` ended never left: whatever failed, failed before it. Returns the error. */
export function notSent<E>(error: E): E {
  if (typeof error === "object" && error !== null) notSentErrors.add(error);
  return error;
}

export function wasNotSent(error: object): boolean {
  return notSentErrors.has(error);
}
