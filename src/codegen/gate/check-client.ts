import type { ts as T } from "ts-morph";
import { show } from "../../shared/text/show.js";
import type { ServerPlan } from "../plan/index.js";
import { ts } from "./compiler.js";
import { GateError } from "./gate-errors.js";
import { lineOf } from "./parse-source.js";

/**
 * Compares the wire name that each method of a client calls with the plan.
 *
 * @throws {GateError} if the text differs in meaning from the plan
 */
export function checkClient(file: string, source: T.SourceFile, server: ServerPlan): void {
  const refuse = (node: T.Node, problem: string): never => {
    throw new GateError(file, lineOf(source, node.getStart(source)), problem);
  };
  const methods = new Map(server.tools.map(({ method, tool }) => [method, tool.name]));
  const seen = new Set<string>();
  for (const member of source.statements
    .filter(ts.isClassDeclaration)
    .flatMap((declaration) => [...declaration.members])) {
    if (!ts.isMethodDeclaration(member) || member.body === undefined) continue;
    const method = (member.name as T.Identifier).text;
    const [statement] = member.body.statements;
    const call =
      statement !== undefined && ts.isReturnStatement(statement) ? statement.expression : undefined;
    const [wire] = call !== undefined && ts.isCallExpression(call) ? call.arguments : [];
    if (wire === undefined || !ts.isStringLiteral(wire) || wire.text !== methods.get(method))
      refuse(member, `${show(method, 80)} does not call its tool.`);
    seen.add(method);
  }
  const missing = [...methods.keys()].find((method) => !seen.has(method));
  if (missing !== undefined) refuse(source, `the method ${missing} is missing.`);
}
