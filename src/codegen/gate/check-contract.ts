import type { ts as T } from "ts-morph";
import { canonicalJson } from "../../shared/json/canonical.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { argumentsValidatorOf, validatorNamesOf } from "../../shared/tool/validator-names.js";
import type { ServerPlan } from "../plan/index.js";
import { ts } from "./compiler.js";
import { GateError } from "./gate-errors.js";
import { lineOf } from "./parse-source.js";

/**
 * Evaluates a contract as the runtime will and compares it with the plan value by value.
 *
 * @throws {GateError} if the text differs in meaning from the plan
 */
export function checkContract(file: string, source: T.SourceFile, server: ServerPlan, suffix: string): void {
  const refuse = (node: T.Node, problem: string): never => {
    throw new GateError(file, lineOf(source, node.getStart(source)), problem);
  };
  const contract = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) =>
      declarationList.declarations.filter(({ name }) => ts.isIdentifier(name) && name.text === "contract"),
    );
  const [only] = contract;
  if (only?.initializer === undefined || contract.length > 1) return refuse(source, "it has no contract.");
  const said = canonicalJson(withValidators(evaluate(only.initializer, refuse)));
  if (said !== canonicalJson(expectedContract(server, suffix)))
    refuse(only, "the contract does not match what the server listed.");
}

/** Adds the names of validators that follow from other names. */
function withValidators(contract: Json): Json {
  if (!isJsonObject(contract)) return contract;
  const filled = (
    table: Json | undefined,
    names: (key: string, facts: JsonObject) => object,
  ): JsonObject | undefined =>
    isJsonObject(table)
      ? Object.fromEntries(
          Object.entries(table).map(([key, facts]) => [
            key,
            isJsonObject(facts) ? ({ ...facts, ...names(key, facts) } as JsonObject) : facts,
          ]),
        )
      : undefined;
  const tools = filled(contract["tools"], (key, facts) => validatorNamesOf(key, facts));
  const prompts = filled(contract["prompts"], (key, { input }) => ({
    input: argumentsValidatorOf(key, input as string | undefined),
  }));
  return { ...contract, ...(tools && { tools }), ...(prompts && { prompts }) };
}

/** Evaluates an expression that consists of literals, `import.meta.url` and imports of modules. */
function evaluate(node: T.Expression, refuse: (node: T.Node, problem: string) => never): Json {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node)) return -(evaluate(node.operand, refuse) as number);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => evaluate(element, refuse));
  if (ts.isArrowFunction(node)) {
    const module = moduleOf(node.body);
    if (module !== undefined) return reference(module);
  }
  if (ts.isPropertyAccessExpression(node) && ts.isMetaProperty(node.expression) && node.name.text === "url")
    return reference("import.meta.url");
  if (!ts.isObjectLiteralExpression(node)) return refuse(node, "A literal was expected.");
  const members = node.properties.map((property): [string, Json] => {
    if (!ts.isPropertyAssignment(property)) return refuse(property, "A plain property was expected.");
    const { name } = property;
    const key = ts.isComputedPropertyName(name)
      ? (name.expression as T.StringLiteral).text
      : (name as T.Identifier | T.StringLiteral).text;
    // in an object literal, this form would set the prototype
    if (key === "__proto__" && !ts.isComputedPropertyName(name))
      return refuse(property, "this sets a prototype.");
    return [key, evaluate(property.initializer, refuse)];
  });
  if (new Set(members.map(([key]) => key)).size < members.length)
    return refuse(node, "it contains a duplicate key.");
  return Object.fromEntries(members);
}

/** Returns the module that `node` imports. */
function moduleOf(node: T.Node): string | undefined {
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [module] = node.arguments;
  return module !== undefined && ts.isStringLiteral(module) ? module.text : undefined;
}

/** Represents something that the file refers to by a value that no string of a server can equal. */
function reference(to: string): JsonObject {
  return { "\u0000reference": to };
}

function expectedContract(
  { model, source, knowsPlace, tools, templates, prompts }: ServerPlan,
  suffix: string,
): JsonObject {
  const tables = {
    tools: Object.fromEntries(
      tools.map(({ tool, input, output, facts }) => [
        tool.name,
        {
          ...facts,
          input: input.validator,
          ...(output !== undefined && { output: output.validator }),
        },
      ]),
    ),
    ...(templates.length > 0 && {
      resources: Object.fromEntries(
        templates.map(({ method, template, completes }) => [
          method,
          { template: template.uriTemplate, ...(completes && { complete: true }) },
        ]),
      ),
    }),
    ...(prompts.length > 0 && {
      prompts: Object.fromEntries(
        prompts.map(({ method, prompt, input, completes }) => [
          method,
          { name: prompt.name, input: input.validator, ...(completes && { complete: true }) },
        ]),
      ),
    }),
  };
  return {
    server: model.key,
    ...source,
    ...(knowsPlace && { base: reference("import.meta.url") }),
    era: model.era,
    ...(tools.length + prompts.length > 0 && { validators: reference(`./schemas${suffix}`) }),
    ...(tools.length > 0 && { catalogue: reference(`./catalogue${suffix}`) }),
    ...tables,
  };
}
