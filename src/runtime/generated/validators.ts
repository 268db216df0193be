import type { ZodType } from "zod";
import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { ServerContract } from "./contract.js";

/** The validators of one client: their module is loaded with the first value that is to be checked. */
export class Validators {
  readonly #contract: ServerContract;
  #module: Promise<object> | undefined;

  constructor(contract: ServerContract) {
    this.#contract = contract;
  }

  /**
   * The validator of that name.
   * @throws {ConfigurationError} for a name that the module does not have
   */
  async of(name: string): Promise<ZodType> {
    const module = await this.#load();
    if (Object.hasOwn(module, name)) return (module as Readonly<Record<string, ZodType>>)[name] as ZodType;
    const { server } = this.#contract;
    throw new ConfigurationError(
      `The generated code of "${show(server)}" has no validator "${show(name)}". Generate it again.`,
      { server },
    );
  }

  #load(): Promise<object> {
    if (this.#module === undefined) {
      this.#module = this.#contract.validators?.() ?? Promise.resolve({});
      // A file that could not be read may be there the next time.
      this.#module.catch(() => (this.#module = undefined));
    }
    return this.#module;
  }
}
