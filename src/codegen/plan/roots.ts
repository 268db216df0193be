import type { AnswerForm } from "../../shared/tool/answer-data.js";
import { show } from "../../shared/text/show.js";
import type { PromptModel, ServerModel, ToolModel } from "../model/index.js";
import type { SchemaRoot } from "../schema/index.js";
import { originOf } from "../model/index.js";
import { outputSchema } from "./output-schema.js";
import { promptSchema } from "./prompt-schema.js";
import type { TypeNamer } from "./type-namer.js";
import { pascalCase } from "./identifiers.js";

/** The roots of the schema plan that belong to a tool. */
export interface ToolRoots {
  readonly input: number;
  readonly output?: number;
  /** Set if `output` was not declared by the server. */
  readonly learned?: AnswerForm;
  readonly wrapped: boolean;
}

/** The schemas of a server, each with the name of its type, in the order in which types are printed. */
export class RootList {
  readonly roots: SchemaRoot[] = [];
  readonly #namer: TypeNamer;

  constructor(namer: TypeNamer) {
    this.#namer = namer;
  }

  addTool(tool: ToolModel, method: string, era: ServerModel["era"]): ToolRoots {
    const base = pascalCase(method);
    const label = `tool \`${show(tool.name, 200)}\``;
    const input = this.#add({
      schema: tool.inputSchema,
      mode: "input",
      typeName: this.#namer.claimName(`${base}Input`),
      label: `Input of the ${label}`,
    });
    if (tool.outputSchema === undefined)
      return { input, wrapped: false, ...this.#addLearned(tool, base, label) };
    const { schema, wrapped } = outputSchema(tool.outputSchema, era);
    const output = this.#add({
      schema,
      mode: "output",
      typeName: this.#namer.claimName(`${base}Output`),
      label: `Output of the ${label}`,
    });
    return { input, output, wrapped };
  }

  #addLearned(
    { learned }: ToolModel,
    base: string,
    label: string,
  ): { readonly output?: number; readonly learned?: AnswerForm } {
    if (learned === undefined) return {};
    const output = this.#add(
      {
        schema: learned.schema,
        mode: "output",
        typeName: this.#namer.claimName(`${base}Output`),
        label: `Output of the ${label}`,
      },
      `, ${originOf(learned)}: the server declares none`,
    );
    return { output, learned: learned.form };
  }

  addPrompt(prompt: PromptModel, method: string): number {
    const typeName = this.#namer.claimName(`${pascalCase(method)}Arguments`);
    return this.#add({
      schema: promptSchema(prompt),
      mode: "input",
      typeName,
      label: `Arguments of the prompt \`${show(prompt.name, 200)}\``,
    });
  }

  #add(root: SchemaRoot, note = ""): number {
    return this.roots.push({ ...root, doc: `${root.label}${note}.` }) - 1;
  }
}
