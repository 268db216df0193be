import { FmcpError } from "../errors/fmcp-error.js";
import { wrapPrinters } from "./printers.js";

/** Our own words, which callers compare. */
const KEPT: ReadonlySet<PropertyKey> = new Set(["name", "code", "server", "subject", "outcome", "toolName"]);

/**
 * Applies `clean` to the members of an error, including hidden ones such as `cause` and `stack`. Returns the same error, or a
 * copy if it is frozen.
 */
export function cleanMembersOf(error: Error, clean: (member: unknown) => unknown): Error {
  const isOurs = error instanceof FmcpError;
  const changes: PropertyDescriptorMap = isOurs ? {} : wrapPrinters(error, clean);
  for (const key of Reflect.ownKeys(error)) {
    const member = Object.getOwnPropertyDescriptor(error, key);
    if (member === undefined || !("value" in member) || (isOurs && KEPT.has(key))) continue;
    const value = clean(member.value);
    if (value !== member.value) changes[key] = { ...member, value };
  }
  // Accessors: `stack` in newer versions of Node, and both in a DOMException.
  for (const key of ["message", "stack"] as const) {
    const text = textOf(error, key);
    const value = typeof text === "string" && changes[key] === undefined ? clean(text) : text;
    if (value !== text) changes[key] = { value, configurable: true, writable: true, enumerable: false };
  }
  if (Reflect.ownKeys(changes).length === 0) return error;
  try {
    return Object.defineProperties(error, changes);
  } catch {
    const members = Object.getOwnPropertyDescriptors(error);
    const copy = Object.setPrototypeOf(new Error(), Object.getPrototypeOf(error) as object) as Error;
    return Object.defineProperties(copy, { ...members, ...changes });
  }
}

/** Returns nothing if the getter throws. */
function textOf(error: Error, key: "message" | "stack"): unknown {
  try {
    return error[key];
  } catch {
    return undefined;
  }
}
