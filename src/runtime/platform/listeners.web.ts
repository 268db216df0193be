/** Does nothing: only Node.js counts listeners and warns of many. */
export function setMaxListeners(_most: number, ..._targets: readonly EventTarget[]): void {}
