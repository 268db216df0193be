/** The functions of `node:fs/promises` that {@link trustedReader} uses. */
export interface Files {
  stat(path: string): Promise<{ readonly uid: number; isFile(): boolean }>;
  readFile(path: string): Promise<Uint8Array>;
}

/** Whether commands from a file of `owner` may be run: it belongs to this user or to root. Without user ids (Windows): always. */
export function isTrusted(owner: number): boolean {
  const self = process.getuid?.();
  return self === undefined || owner === self || owner === 0;
}

/** Returns the user id of a file's owner; `undefined` if the file does not exist. */
export async function ownerOfFile(path: string, { stat }: Pick<Files, "stat">): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true ? found.uid : undefined;
}

/** Makes a reader for files next to a config. A file of another user, who could make us run commands, is ignored. */
export function trustedReader(files: Files): (path: string) => Promise<Uint8Array | undefined> {
  return async (path) => {
    const owner = await ownerOfFile(path, files);
    return owner === undefined || !isTrusted(owner) ? undefined : files.readFile(path).catch(() => undefined);
  };
}
