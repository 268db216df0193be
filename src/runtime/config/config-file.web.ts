import type { ParsedConfig } from "../../shared/config/entry.js";
import { noFiles } from "../platform/host.web.js";

/** @throws UnsupportedError always: this platform has no files */
export function loadConfigFile(path: string): Promise<ParsedConfig> {
  return Promise.reject(noFiles(path));
}

/** @throws UnsupportedError always */
export function saveConfigFile(path: string): Promise<void> {
  return Promise.reject(noFiles(path));
}

/** @throws UnsupportedError always */
export function updateConfigFile(path: string): Promise<void> {
  return Promise.reject(noFiles(path));
}
