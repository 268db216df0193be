/** Compares by UTF-16 code unit: the same on every machine and in every locale (RFC 8785, section 3.2.3). */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An array or object that is being written. */
interface Begun {
  readonly value: Readonly<Record<string, unknown>>;
  /** Sorted; `undefined` for an array. */
  readonly keys: readonly string[] | undefined;
  readonly length: number;
  next: number;
}

/**
 * Writes JSON with sorted keys and no white space (RFC 8785), so that equal values have equal bytes. Keeps its own stack, since
 * a server may send values nested deeper than the call stack allows.
 */
export function canonicalJson(value: unknown): string {
  const begun: Begun[] = [];
  let text = "";
  let current = value;
  for (;;) {
    if (isNested(current)) {
      const opened = begin(current);
      begun.push(opened);
      text += opened.keys ? "{" : "[";
    } else text += scalarText(current);
    let innermost = begun.at(-1);
    while (innermost !== undefined && innermost.next === innermost.length) {
      text += innermost.keys ? "}" : "]";
      begun.pop();
      innermost = begun.at(-1);
    }
    if (innermost === undefined) return text;
    if (innermost.next > 0) text += ",";
    const key = innermost.keys ? (innermost.keys[innermost.next] as string) : innermost.next;
    if (innermost.keys) text += `${JSON.stringify(key)}:`;
    current = innermost.value[key];
    innermost.next++;
  }
}

function begin(nested: object): Begun {
  const value = nested as Readonly<Record<string, unknown>>;
  if (Array.isArray(nested)) return { value, keys: undefined, length: nested.length, next: 0 };
  // without a comparison function, `sort` compares code units
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  return { value, keys, length: keys.length, next: 0 };
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function scalarText(value: unknown): string {
  return value === undefined || typeof value === "function" || typeof value === "symbol"
    ? "null"
    : JSON.stringify(value);
}
