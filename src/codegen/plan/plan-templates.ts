import { show } from "../../shared/text/show.js";
import type { ServerModel } from "../model/index.js";
import type { AssignedName } from "./assign-names.js";
import { methodNames } from "./method-names.js";
import type { PlanDiagnostic, TemplatePlan } from "./plan.js";
import { templateVariables } from "./template-variables.js";
import type { TypeNamer } from "./type-namer.js";
import { pascalCase } from "./identifiers.js";

/** The methods of a server's resource templates. */
export interface PlannedTemplates {
  readonly plans: readonly TemplatePlan[];
  /** Names by `uriTemplate`. */
  readonly names: ReadonlyMap<string, AssignedName>;
  readonly diagnostics: readonly PlanDiagnostic[];
}

/** Plans the methods of templates. `completes`: whether the server offers completions. */
export function planTemplates(
  model: ServerModel,
  namer: TypeNamer,
  overrides: Readonly<Record<string, string>>,
  completes: boolean,
): PlannedTemplates {
  const server = model.key;
  const usable = model.resourceTemplates.map((template) => ({
    template,
    variables: templateVariables(template.uriTemplate),
  }));
  // templates may share a name; the template itself decides the order
  const id = (name: string, uriTemplate: string): string => `${name}\n${uriTemplate}`;
  const items = usable.flatMap(({ template: { name, uriTemplate }, variables }) =>
    variables === undefined ? [] : [{ id: id(name, uriTemplate), source: name }],
  );
  const { names, diagnostics } = methodNames(server, "template", items, overrides);
  const invalid = usable.flatMap(({ template, variables }): PlanDiagnostic[] => {
    if (variables !== undefined) return [];
    const subject = `resource template "${show(template.uriTemplate, 80)}"`;
    const message = "It is not a valid URI template (RFC 6570), so it has no method. Use resources.read.";
    return [{ server, code: "TEMPLATE_INVALID", severity: "warning", subject, message }];
  });
  const plans = usable.flatMap(({ template, variables }): TemplatePlan[] => {
    const method = names.get(id(template.name, template.uriTemplate))?.name;
    if (variables === undefined || method === undefined) return [];
    const type = variables.length === 0 ? undefined : namer.claimName(`${pascalCase(method)}Variables`);
    return [
      {
        template,
        method,
        ...(type !== undefined && { type }),
        variables,
        completes: completes && variables.length > 0,
      },
    ];
  });
  const byTemplate = plans.map(
    ({ template }) =>
      [template.uriTemplate, names.get(id(template.name, template.uriTemplate)) as AssignedName] as const,
  );
  return { plans, names: new Map(byTemplate), diagnostics: [...diagnostics, ...invalid] };
}
