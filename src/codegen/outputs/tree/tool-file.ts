import { toolDoc } from "../../emit/index.js";
import type { ServerPlan } from "../../plan/index.js";
import { type Code, code, identifier, nothing, onLines } from "../../printer/index.js";
import type { TargetFile, TargetKit } from "../output-target.js";
import { typesOfTool } from "../tool-call.js";
import { localName, type ToolPlace } from "./tool-places.js";

/** Prints one tool in a file of its own: how it is called, its description, and every type that it needs. */
export function toolFile(server: ServerPlan, place: ToolPlace, kit: TargetKit): TargetFile {
  const { names, docChars } = server;
  const { tool } = place;
  const client = identifier(localName(names));
  const imported = localName(names) === names.value ? client : code`${identifier(names.value)} as ${client}`;
  const name = identifier(place.function);
  const input = identifier(tool.input.type);
  const mark = tool.optional ? code`?` : nothing;
  const result = tool.output === undefined ? code`Content` : identifier(tool.output.type);
  const runtime = tool.output === undefined ? code`{ CallOptions, Content }` : code`{ CallOptions }`;
  // both sides are printed from one schema: a compiler that compares them again takes long and finds some equal types different
  const text: Code = onLines(
    [
      code`import type ${runtime} from "fmcp-runtime";
import { ${imported} } from ${kit.from(`../../${names.folder}/index`)};`,
      code`${toolDoc({ tool: tool.tool }, docChars)}export function ${name}(input${mark}: ${input}, options?: CallOptions): Promise<${result}> {
  return ${client}.${identifier(tool.method)}(input as never, options) as Promise<never>;
}`,
      kit.types(server, typesOfTool(tool)),
    ],
    1,
  );
  return { path: `${names.folder}/${place.file}.ts`, text };
}
