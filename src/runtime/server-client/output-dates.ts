import { validatorNamesOf } from "../../shared/tool/validator-names.js";
import type { ServerContract } from "./contract.js";

type Read = (data: unknown) => unknown;

/** What makes the `Date`s of each tool's data; loaded when a tool that has some first answers. */
export class OutputDates {
  readonly #contract: ServerContract;
  readonly #made = new Map<string, Promise<Read>>();

  constructor(contract: ServerContract) {
    this.#contract = contract;
  }

  /** Returns the function that puts `Date`s into the data of a tool. */
  of(tool: string): Promise<Read> {
    let made = this.#made.get(tool);
    if (made === undefined) this.#made.set(tool, (made = this.#make(tool)));
    return made;
  }

  async #make(tool: string): Promise<Read> {
    const { asDates } = await import("../validation/dates.js");
    const catalogue = ((await this.#contract.catalogue?.()) ?? {}) as Readonly<Record<string, string>>;
    const { output } = validatorNamesOf(tool, this.#contract.tools[tool] ?? {});
    const schema = output === undefined ? undefined : catalogue[output];
    return schema === undefined ? (data) => data : asDates.read(JSON.parse(schema));
  }
}
