/** What is wrong with the subject of a commit; `undefined`: nothing. */
export function fault(subject: string): string | undefined;
