import type { Json, JsonObject } from "../../../shared/json/json.js";

/** A relative path: with a folder or an extension, and not absolute. */
const RELATIVE =
  /^(?:\.{1,2}(?:[\\/]|$)|\$\{workspaceFolder\})|^(?!-|@|\w+:|[\\/~$])[^\s:@=]+\.(?:[cm]?[jt]sx?|py|rb|php|sh|jar|exe)$/;

/** Whether an entry that starts a program names a file or a folder relative to the folder of its config. */
export function hasRelativePath({ command, args, cwd, envFile }: JsonObject): boolean {
  if (typeof command !== "string") return false;
  const isRelative = (value: Json | undefined): boolean => typeof value === "string" && RELATIVE.test(value);
  if (isFolder(cwd) || isFolder(envFile) || (/[\\/]/.test(command) && isFolder(command))) return true;
  return Array.isArray(args) && (args as readonly Json[]).some(isRelative);
}

function isFolder(path: Json | undefined): boolean {
  return typeof path === "string" && !/^(?:[\\/~]|[A-Za-z]:[\\/]|\$\{(?!workspaceFolder\}))/.test(path);
}
