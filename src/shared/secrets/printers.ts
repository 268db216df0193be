/** What printers ask an object for, in place of its members. `util.inspect` goes by a symbol that Node registers. */
export const PRINTERS: readonly PropertyKey[] = [
  Symbol.for("nodejs.util.inspect.custom"),
  "toJSON",
  "toString",
];

/** What an object says of itself when it is printed: it may stand in no member of it. @throws what a printer throws */
export function printedBy(value: object): readonly unknown[] {
  return PRINTERS.flatMap((name) => ownPrinter(value, name) ?? []).map((print) =>
    print.call(value, 0, { stylize: String }, asText),
  );
}

/** Members that print what the error prints of itself, cleaned; none where it prints as every error does. */
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

/** An error that is cleaned again is not wrapped again. */
const WRAPPERS = new WeakSet<Printer>();

/** Printers of every object; no secret is in what they print but in members. */
const COMMON = [Error.prototype, Object.prototype, Array.prototype] as unknown as Record<
  PropertyKey,
  unknown
>[];

/** A getter that throws gives none. */
function ownPrinter(value: object, name: PropertyKey): Printer | undefined {
  try {
    const printer = (value as Record<PropertyKey, unknown>)[name];
    const isOwn = typeof printer === "function" && COMMON.every((base) => printer !== base[name]);
    return isOwn ? (printer as Printer) : undefined;
  } catch {
    return undefined;
  }
}

/** Stands for `util.inspect`, which a printer calls with parts of its object. */
function asText(part: unknown): string {
  return JSON.stringify(part) ?? String(part);
}
