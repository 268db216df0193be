import type { ZodType } from "zod";
import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { Once } from "../async/once.js";
import type { ServerContract } from "./contract.js";

/** The validators of one client: their module is loaded when a value is first checked. */
export class Validators {
  readonly #contract: ServerContract;
  readonly #module: Once<object>;

  constructor(contract: ServerContract) {
    this.#contract = contract;
    this.#module = new Once(() => contract.validators?.() ?? Promise.resolve({}));
  }

  /** Whether there is a module of validators: hand-written code may have none. */
  get isThere(): boolean {
    return this.#contract.validators !== undefined;
  }

  /**
   * Returns the validator of that name.
   * @throws {ConfigurationError} for a name that the module does not have
   */
  async of(name: string): Promise<ZodType> {
    const module = await this.#module.get();
    if (Object.hasOwn(module, name)) return (module as Readonly<Record<string, ZodType>>)[name] as ZodType;
    const { server } = this.#contract;
    throw new ConfigurationError(
      `The generated code of "${show(server)}" has no validator "${show(name)}". Generate it again.`,
      { server },
    );
  }
}
