const notSentErrors = new WeakSet<object>();

/** Marks `error` to say that the request was never sent: the failure came before. Returns the error. */
export function notSent<E>(error: E): E {
  if (typeof error === "object" && error !== null) notSentErrors.add(error);
  return error;
}

export function wasNotSent(error: object): boolean {
  return notSentErrors.has(error);
}
