export const formatTests: ReadonlyMap<string, (text: string) => boolean> = new Map();
