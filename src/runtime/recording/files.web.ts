import type { Line, Span } from "./files.js";
import { noFiles } from "../platform/host.web.js";

// Placeholder for platforms without files: there, recordings are given as lines.

export function pathIn(folder: string, ..._names: readonly string[]): string {
  throw noFiles(folder);
}

// eslint-disable-next-line require-yield
export async function* linesOf(path: string, _from?: number): AsyncGenerator<Line> {
  await Promise.reject(noFiles(path));
}

export function textAt(path: string, _span: Span): Promise<string> {
  return Promise.reject(noFiles(path));
}

export function endOf(path: string): Promise<{ readonly bytes: number; readonly torn: boolean }> {
  return Promise.reject(noFiles(path));
}

export function append(path: string, _text: string): Promise<void> {
  return Promise.reject(noFiles(path));
}

export function keepBytes(folder: string, _bytes: Uint8Array): Promise<string> {
  return Promise.reject(noFiles(folder));
}

export function bytesOf(path: string): Promise<Uint8Array | undefined> {
  return Promise.reject(noFiles(path));
}

export function namesIn(folder: string, _kind: "file" | "folder"): Promise<readonly string[]> {
  return Promise.reject(noFiles(folder));
}
