/** Methods that printers call on an object instead of reading its members. `util.inspect` uses a symbol registered by Node.js. */
export const PRINTERS: readonly PropertyKey[] = [
  Symbol.for("nodejs.util.inspect.custom"),
  "toJSON",
  "toString",
];

/**
 * Returns what an object says about itself when it is printed, which may be in none of its members. @throws what a printer
 * throws
 */
export function printedBy(value: object): readonly unknown[] {
  return PRINTERS.flatMap((name) => ownPrinter(value, name) ?? []).map((print) =>
    print.call(value, 0, { stylize: String }, asText),
  );
}

/** Returns members that print a cleaned version of what the error prints about itself; none if it prints like every error. */
export function wrapPrinters(error: Error, clean: (shown: unknown) => unknown): PropertyDescriptorMap {
  const wrapped: PropertyDescriptorMap = {};
  for (const name of PRINTERS) {
    const print = ownPrinter(error, name);
    if (print === undefined || WRAPPERS.has(print)) continue;
    const value = (...args: unknown[]): unknown => clean(print.apply(error, args));
    WRAPPERS.add(value);
    Object.assign(wrapped, { [name]: { value, configurable: true, writable: true, enumerable: false } });
  }
  return wrapped;
}

type Printer = (...args: unknown[]) => unknown;

/** Prevents an error that is cleaned again from being wrapped again. */
const WRAPPERS = new WeakSet<Printer>();

/** Printers of every object: what they print contains no secrets besides those in members. */
const COMMON = [Error.prototype, Object.prototype, Array.prototype] as unknown as Record<
  PropertyKey,
  unknown
>[];

/** Returns nothing if the getter throws. */
function ownPrinter(value: object, name: PropertyKey): Printer | undefined {
  try {
    const printer = (value as Record<PropertyKey, unknown>)[name];
    const isOwn = typeof printer === "function" && COMMON.every((base) => printer !== base[name]);
    return isOwn ? (printer as Printer) : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces `util.inspect`, which a printer calls with parts of its object. */
function asText(part: unknown): string {
  return JSON.stringify(part) ?? String(part);
}
