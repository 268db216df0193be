import { show } from "../../shared/text/show.js";
import { orderSchema } from "./schema-order.js";
import type { Limits } from "./limits.js";
import { readArgumentDescription } from "./prompt-argument-schema.js";
import { ItemReader } from "./reading.js";
import type { ModelDiagnostic, PromptArgumentModel, PromptModel } from "./server-model.js";

/** Reads a prompt as listed. Arguments keep the server's order, in which a person fills them in. */
export function readPrompt(
  reader: ItemReader,
  name: string,
  limits: Limits,
  diagnostics: ModelDiagnostic[],
): PromptModel {
  const title = reader.text("title");
  const description = reader.text("description");
  const seen = new Set<string>();
  const args = reader.list("arguments").flatMap((item): PromptArgumentModel[] => {
    const argument = ItemReader.open("prompt argument", item, "name", limits, diagnostics);
    const argumentName = argument?.text("name");
    if (argument === undefined || argumentName === undefined) return [];
    if (seen.has(argumentName)) {
      reader.warn(
        "DUPLICATE",
        `It lists the argument "${show(argumentName, 80)}" twice. The first one is used.`,
      );
      return [];
    }
    seen.add(argumentName);
    return [readArgument(argument, argumentName)];
  });
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    arguments: args,
  };
}

function readArgument(reader: ItemReader, name: string): PromptArgumentModel {
  const title = reader.text("title");
  const { description, schema } = readArgumentDescription(reader.text("description") ?? "");
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && description !== "" && { description }),
    required: reader.flag("required") ?? false,
    ...(schema !== undefined && { schema: orderSchema(schema) }),
  };
}
