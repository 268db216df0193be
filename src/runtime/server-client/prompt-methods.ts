import { show } from "../../shared/text/show.js";
import { argumentsValidatorOf } from "../../shared/tool/validator-names.js";
import type { Client } from "../client/client.js";
import { InputValidationError } from "../errors/validation-errors.js";
import type { PromptResult } from "../results/prompt-result.js";
import type { PromptFacts } from "./contract.js";
import type { CallOptions } from "./server-client-options.js";
import type { ValidationPolicy } from "./validation-policy.js";

/** Makes one method per prompt. Null prototype: a prompt method may have any name. */
export function promptMethods(
  prompts: Readonly<Record<string, PromptFacts>>,
  client: () => Client,
  policy: ValidationPolicy,
): object {
  const methods = Object.create(null) as object;
  for (const name of Object.keys(prompts)) {
    const facts = prompts[name] as PromptFacts;
    const get = async (
      args: Readonly<Record<string, unknown>> = {},
      options: CallOptions = {},
    ): Promise<PromptResult> => {
      await policy.checkInput(argumentsValidatorOf(name, facts.input), args, options.validate, (issues) => {
        const details = { server: client().name, subject: facts.name };
        return new InputValidationError(`prompt "${show(facts.name)}"`, issues, details);
      });
      return client().getPrompt(facts.name, args, options);
    };
    Object.defineProperty(methods, name, { value: get, enumerable: true });
  }
  return methods;
}
