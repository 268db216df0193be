/** The method that `util.inspect` and `console.log` call, under a symbol registered by Node.js. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** An object that prints only its name and state, and nothing of what it was made with. */
export abstract class Undisclosed {
  abstract readonly name: string;
  abstract get state(): string;

  /** Returns what `JSON.stringify` writes. */
  toJSON(): { readonly name: string; readonly state: string } {
    return { name: this.name, state: this.state };
  }

  /** Does not use the name of the class: bundlers rename it. */
  toString(): string {
    return `<Client "${this.name}" ${this.state}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}
