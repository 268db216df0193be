import type { ts as T } from "ts-morph";
import { catalogueOf, type ServerPlan } from "../plan/index.js";
import { ts } from "./compiler.js";
import { GateError } from "./gate-errors.js";
import { lineOf } from "./parse-source.js";

/**
 * Compares the constants of a catalogue with the plan, text by text.
 *
 * @throws {GateError} if one is missing or differs
 */
export function checkCatalogue(file: string, source: T.SourceFile, server: ServerPlan): void {
  const { schemas, tools } = catalogueOf(server);
  const expected = new Map([...schemas, ["$tools", tools]]);
  for (const { name, initializer } of declarationsOf(source)) {
    const { text } = name as T.Identifier;
    const said = initializer !== undefined && ts.isStringLiteral(initializer) ? initializer.text : undefined;
    if (said === undefined || said !== expected.get(text))
      throw new GateError(
        file,
        lineOf(source, name.getStart(source)),
        `${text} does not match what the server listed.`,
      );
    expected.delete(text);
  }
  const [missing] = expected.keys();
  if (missing !== undefined) throw new GateError(file, 1, `the constant ${missing} is missing.`);
}

/**
 * Checks that each validator names its own JSON Schema.
 *
 * @throws {GateError} if one names another
 */
export function checkSchemaTexts(file: string, source: T.SourceFile): void {
  for (const { name, initializer } of declarationsOf(source)) {
    if (initializer === undefined || !ts.isCallExpression(initializer) || initializer.arguments.length < 2)
      continue;
    const [, json] = initializer.arguments;
    const isOwn = json !== undefined && json.getText(source) === `json.${(name as T.Identifier).text}`;
    if (!isOwn)
      throw new GateError(
        file,
        lineOf(source, initializer.getStart(source)),
        "this names the schema of another tool.",
      );
  }
}

function declarationsOf(source: T.SourceFile): readonly T.VariableDeclaration[] {
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
}
