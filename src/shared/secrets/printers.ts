/** What printers ask an object for, in place of its members. `util.inspect` goes by a symbol that Node registers. */
const PRINTERS = [Symbol.for("nodejs.util.inspect.custom"), "toJSON", "toString"] as const;

/** What an object says of itself when it is printed: it may stand in no member of it. */
export function printedBy(value: object): readonly unknown[] {
  return PRINTERS.filter((name) => isOwnPrinter(value, name)).map((name) => {
    try {
      return printerOf(value, name).call(value, 0, {}, (inner: unknown) => inner);
    } catch {
      return undefined;
    }
  });
}

/** Members that print what the error prints of itself, cleaned; none where it prints as every error does. */
export function wrapPrinters(error: Error, clean: (shown: unknown) => unknown): PropertyDescriptorMap {
  const wrapped: PropertyDescriptorMap = {};
  for (const name of PRINTERS)
    if (isOwnPrinter(error, name) && !WRAPPERS.has(printerOf(error, name))) {
      const print = printerOf(error, name);
      const value = (...args: unknown[]): unknown => clean(print.apply(error, args));
      WRAPPERS.add(value);
      Object.assign(wrapped, { [name]: { value, configurable: true, writable: true, enumerable: false } });
    }
  return wrapped;
}

type Printer = (...args: unknown[]) => unknown;

/** An error that is cleaned again is not wrapped again. */
const WRAPPERS = new WeakSet<Printer>();

function printerOf(value: object, name: PropertyKey): Printer {
  return (value as Record<PropertyKey, Printer>)[name] as Printer;
}

function isOwnPrinter(value: object, name: PropertyKey): boolean {
  const printer = (value as Record<PropertyKey, unknown>)[name];
  return (
    typeof printer === "function" &&
    ![Error.prototype, Object.prototype, Array.prototype].some(
      (base) => printer === (base as unknown as Record<PropertyKey, unknown>)[name],
    )
  );
}
