import ts from "typescript";

/** Folder of the only ones that may make code out of text. */
const PRINTER = "src/codegen/printer/";
/** The only file that turns code into the text of files, and templates into code. */
const EMIT = "src/codegen/emit/emit.ts";
/** Names of the printer that are values and may leave it. `Code` may leave as a type only. */
const EXPORTED = new Set(
  "code codeKit fillTemplate identifier isCode join jsdoc list literal memberKey nothing number onLines operands print propertyKey string TemplateError".split(
    " ",
  ),
);
/** Who writes files, and with what: the output; a config, its secrets, a bundle that was fetched, a job summary, documentation, learned outputs and an answer that the user asked for. */
const WRITERS = new Map([
  ["src/codegen/write/apply-changes.ts", "rename rm rmdir writeFile"],
  ["src/codegen/write/staging.ts", "mkdir rename rm rmdir writeFile"],
  ["src/codegen/write/held-folder.ts", "constants FileHandle open"],
  ["src/codegen/write/make-folder.ts", "mkdir"],
  ["src/codegen/write/write-text.ts", "rename rm writeFile"],
  ["src/codegen/config/write-config.ts", "mkdir rename rm writeFile"],
  ["src/codegen/config/targets/bundle.ts", "chmod mkdir mkdtemp rename rm writeFile"],
  ["src/codegen/config/targets/registry-bundle.ts", "writeFile"],
  ["src/codegen/config/targets/scratch-folder.ts", "mkdtemp rmSync"],
  ["src/codegen/cli/confirm/confirmed-commands.ts", "mkdir rename writeFile"],
  ["src/codegen/cli/init/env-file.ts", "appendFile writeFile"],
  ["src/codegen/cli/diff/run-diff.ts", "appendFile"],
  ["src/codegen/cli/docs/run-docs.ts", "writeFile"],
  ["src/codegen/cli/shell/save.ts", "writeFile"],
]);
const READING = new Set(
  "FSWatcher watch readFile readFileSync existsSync accessSync constants stat statSync lstat lstatSync readdir readlink realpath realpathSync".split(
    " ",
  ),
);

/**
 * Ways by which text of a server could reach generated code, or the disk, other than through the printer and the gate.
 * `file` is a path from the root of the repository.
 */
export function waysAround(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const isPrinter = file.startsWith(PRINTER);
  const imported = new Map<string, string>();
  const report = (node: ts.Node, problem: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${file}:${line + 1}: ${problem}`);
  };

  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) continue;
    checkModule(statement, moduleSpecifier.text);
  }

  function checkModule(statement: ts.ImportDeclaration | ts.ExportDeclaration, module: string): void {
    if (/^(?:node:)?(?:vm|child_process|repl|inspector)$/.test(module))
      report(statement, `imports ${module}`);
    if (/^(?:node:)?fs(?:\/promises)?$/.test(module)) {
      const allowed = new Set([...READING, ...(WRITERS.get(file) ?? "").split(" ")]);
      const names = namesOf(statement);
      if (names === undefined) report(statement, "imports all of the file system");
      for (const { name } of names ?? []) if (!allowed.has(name)) report(statement, `writes files: ${name}`);
    }
    if (isPrinter || !/(?:^|\/)printer(?:\/|$)/.test(module)) return;
    if (!module.endsWith("/printer/index.js")) report(statement, "reaches into the printer");
    const names = namesOf(statement);
    if (names === undefined) report(statement, "takes the whole printer");
    for (const { name, local, type } of names ?? []) {
      if (!type && !EXPORTED.has(name)) report(statement, `takes ${name} out of the printer`);
      if (!type) imported.set(local, name);
      if (ts.isExportDeclaration(statement) && !type && name !== "TemplateError")
        report(statement, `passes ${name} on`);
    }
  }

  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && /^(?:eval|Function)$/.test(node.text) && !isTypeName(node))
      report(node, `refers to ${node.text}`);
    if (!isPrinter) inspect(node);
    ts.forEachChild(node, visit);
  };

  function inspect(node: ts.Node): void {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [module] = node.arguments;
      if (
        module !== undefined &&
        ts.isStringLiteral(module) &&
        /printer|^(?:node:)?(?:fs|vm|child_process)/.test(module.text)
      )
        report(node, `imports ${module.text} when it runs`);
    }
    if (/^(?:mint|docOf)$/.test(nameOfAccess(node) ?? "")) report(node, "makes code, or takes it apart");
    const asserted = ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) ? node : undefined;
    if (
      asserted !== undefined &&
      /\bCode\b|\bTemplateStringsArray\b/.test(asserted.type.getText()) &&
      !ts.isElementAccessExpression(asserted.expression)
    )
      report(node, "calls something code that may be none");
    if (!ts.isIdentifier(node) || ts.isImportSpecifier(node.parent) || isMember(node)) return;
    const name = imported.get(node.text);
    if (name === "code" && !(ts.isTaggedTemplateExpression(node.parent) && node.parent.tag === node))
      report(node, "uses `code` otherwise than as the tag of a template");
    if ((name === "print" || name === "fillTemplate") && file !== EMIT)
      report(node, `${name} is for ${EMIT}`);
  }

  visit(source);
  return found;
}

interface Name {
  readonly name: string;
  readonly local: string;
  readonly type: boolean;
}

/** The names of an import or export; `undefined`: everything. */
function namesOf(statement: ts.ImportDeclaration | ts.ExportDeclaration): readonly Name[] | undefined {
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
  const bindings = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause;
  if (clause === undefined) return [];
  const typeOnly = ts.isImportClause(clause)
    ? clause.phaseModifier === ts.SyntaxKind.TypeKeyword
    : clause.isTypeOnly;
  if (bindings === undefined || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings)))
    return typeOnly ? [] : undefined;
  if (ts.isImportClause(clause) && clause.name !== undefined) return undefined;
  return bindings.elements.map((element) => ({
    name: (element.propertyName ?? element.name).text,
    local: element.name.text,
    type: typeOnly || element.isTypeOnly,
  }));
}

/** `x.name`, `x["name"]` or `const { name } = x`. */
function nameOfAccess(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return node.argumentExpression.text;
  if (ts.isBindingElement(node)) return (node.propertyName ?? node.name).getText();
  return undefined;
}

/** Names a member or a key rather than something in scope. */
function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    ts.isPropertySignature(parent)
  );
}

function isTypeName(node: ts.Identifier): boolean {
  return ts.isTypeReferenceNode(node.parent);
}
