/** The sources of each signal made here. Node 20 lets a source be collected, and then it never aborts what was made of it. */
const sources = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/** Returns a signal that aborts with the first of `signals`. Like `AbortSignal.any`, but a time limit among them is kept alive. */
export function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  const signal = AbortSignal.any([...signals]);
  sources.set(signal, signals);
  return signal;
}
