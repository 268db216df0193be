import ts from "typescript";

const STATEMENTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
]);

/** Whether a statement is `void runCommands(new Command(), [weatherCommands, …])`, as the target `cli` ends its program. */
function runsProgram(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isVoidExpression(statement.expression)) return false;
  const call = statement.expression.expression;
  if (!ts.isCallExpression(call) || call.expression.getText() !== "runCommands") return false;
  const [program, servers, ...others] = call.arguments;
  return (
    program?.getText() === "new Command()" &&
    servers !== undefined &&
    ts.isArrayLiteralExpression(servers) &&
    servers.elements.every(ts.isIdentifier) &&
    others.length === 0
  );
}

/** What the hostile code is made of: as identifiers, these words are an injection wherever they stand. */
const EVIL = /^(?:PWNED|getBuiltinModule|writeFileSync|fetch|process|globalThis|eval|require|Function)$/;

/**
 * What in a generated file did not come from the generator. Knows nothing of the gate: it looks for other statements at the top, other modules,
 * and identifiers of the hostile code, except where they name a member.
 */
export function injectionsIn(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: string[] = [];
  const { parseDiagnostics = [] } = source as { parseDiagnostics?: readonly ts.Diagnostic[] };
  for (const { messageText } of parseDiagnostics)
    found.push(`does not parse: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  for (const statement of source.statements) {
    if (!STATEMENTS.has(statement.kind) && !runsProgram(statement))
      found.push(`statement ${statement.getText().slice(0, 80)}`);
    const module =
      ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
        ? statement.moduleSpecifier
        : undefined;
    if (
      module !== undefined &&
      ts.isStringLiteral(module) &&
      !/^(?:zod|commander|fmcp-runtime(?:\/cli|\/validators|\/search|\/testing)?|\.\/[a-z0-9-]+(?:\/index)?\.js|(?:\.\.\/){1,2}(?:[a-z0-9-]+\/)?index\.js)$/.test(
        module.text,
      )
    )
      found.push(`module ${module.text}`);
  }
  const clients = importedNames(source);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && EVIL.test(node.text) && !isMemberName(node) && !isMethodOf(node, clients))
      found.push(`identifier ${node.text}`);
    if (
      ts.isTemplateExpression(node) ||
      ts.isTaggedTemplateExpression(node) ||
      ts.isRegularExpressionLiteral(node)
    )
      found.push(`${ts.SyntaxKind[node.kind]} ${node.getText().slice(0, 80)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertySignature(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isMethodSignature(parent)) &&
    parent.name === node
  );
}

/** Whether it is a method of a client that the file imports: a tool may be called `eval`. */
function isMethodOf({ parent, text }: ts.Identifier, clients: ReadonlySet<string>): boolean {
  return (
    ts.isPropertyAccessExpression(parent) &&
    parent.name.text === text &&
    ts.isIdentifier(parent.expression) &&
    clients.has(parent.expression.text)
  );
}

function importedNames(source: ts.SourceFile): ReadonlySet<string> {
  return new Set(
    source.statements.flatMap((statement) => {
      const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
      return bindings !== undefined && ts.isNamedImports(bindings)
        ? bindings.elements.map(({ name }) => name.text)
        : [];
    }),
  );
}
