import type { SourceKind } from "./transport-source.js";

/** A source that prints as its kind and label, which contain no secrets. */
export abstract class NamedSource {
  abstract readonly kind: SourceKind;
  abstract readonly label: string;

  /** Does not use the name of the class: bundlers rename it. */
  toString(): string {
    return `<${this.kind} "${this.label}">`;
  }
}
