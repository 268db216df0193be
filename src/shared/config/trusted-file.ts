/** What {@link trustedReader} needs of `node:fs/promises`. */
export interface Files {
  stat(path: string): Promise<{ readonly uid: number; isFile(): boolean }>;
  readFile(path: string): Promise<Uint8Array>;
}

/** Whether what a file of `owner` says may be run: it is ours or root's. Where there are no user ids (Windows), everybody's may. */
export function isTrusted(owner: number): boolean {
  const self = process.getuid?.();
  return self === undefined || owner === self || owner === 0;
}

/** The user id of who owns a file; `undefined`: there is no file. */
export async function ownerOfFile(path: string, { stat }: Pick<Files, "stat">): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true ? found.uid : undefined;
}

/** Reads a file that stands beside a config. One of another user, who could make us run commands, is taken for none. */
export function trustedReader(files: Files): (path: string) => Promise<Uint8Array | undefined> {
  return async (path) => {
    const owner = await ownerOfFile(path, files);
    return owner === undefined || !isTrusted(owner) ? undefined : files.readFile(path).catch(() => undefined);
  };
}
