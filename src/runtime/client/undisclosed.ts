/** What `util.inspect` and `console.log` ask an object for, by a symbol that Node registers. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** An object that says its name and its state, and nothing of what it was made with, wherever it is printed. */
export abstract class Undisclosed {
  abstract readonly name: string;
  abstract get state(): string;

  /** What `JSON.stringify` writes of it. */
  toJSON(): { readonly name: string; readonly state: string } {
    return { name: this.name, state: this.state };
  }

  toString(): string {
    return `<${this.constructor.name} "${this.name}" ${this.state}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}
