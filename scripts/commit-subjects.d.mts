/** Says what is wrong with the subject of a commit; `undefined` if nothing is. */
export function fault(subject: string): string | undefined;
