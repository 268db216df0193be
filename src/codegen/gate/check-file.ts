import type { ts as T } from "ts-morph";
import { show } from "../../shared/text/show.js";
import { ts } from "./compiler.js";
import { GateError } from "./errors.js";
import { lineOf } from "./parse.js";
import type { Rules } from "./rules.js";

/** Types of the language that generated files use by name. */
const GLOBAL_TYPES: ReadonlySet<string> = new Set(["Record", "Promise", "Array", "ReadonlyArray", "Readonly", "Exclude"]);

/**
 * Walks a file and refuses everything that its rules do not name: syntax, modules, calls, references and literals.
 *
 * @throws {GateError} at the first thing that does not belong there.
 */
export function checkFile(file: string, source: T.SourceFile, rules: Rules): void {
  const refuse = (node: T.Node, problem: string): never => {
    throw new GateError(file, lineOf(source, node.pos < 0 ? 0 : node.getStart(source)), problem);
  };
  const scope = declaredIn(source);

  const visit = (node: T.Node): void => {
    if (!rules.kinds.has(node.kind)) refuse(node, `${ts.SyntaxKind[node.kind]} has no place there.`);
    special(node);
    const name = nameOf(node);
    const module = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    ts.forEachChild(node, (child) => {
      if (child === name) checkName(child);
      else if (child !== module) visit(child);
    });
  };

  const special = (node: T.Node): void => {
    if (ts.isIdentifier(node)) {
      if (!scope.has(node.text) && !rules.values.has(node.text)) refuse(node, `nothing is called ${show(node.text, 80)} there.`);
    } else if (ts.isStringLiteral(node)) checkText(node);
    else if (ts.isNumericLiteral(node)) checkNumber(node, Number(node.text));
    else if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator !== ts.SyntaxKind.MinusToken || !ts.isNumericLiteral(node.operand)) refuse(node, "this is no number.");
    } else if (ts.isCallExpression(node)) {
      if (node.questionDotToken !== undefined || node.typeArguments !== undefined || !rules.call(node)) refuse(node, "this call is none of ours.");
    } else if (ts.isNewExpression(node)) checkNew(node);
    else if (ts.isArrowFunction(node)) {
      if (node.parameters.length > 0 || node.modifiers !== undefined || ts.isBlock(node.body)) refuse(node, "this function is none of ours.");
    } else if (ts.isVariableDeclarationList(node)) {
      if ((node.flags & ts.NodeFlags.BlockScoped) !== ts.NodeFlags.Const || node.declarations.length !== 1) refuse(node, "this is no constant.");
    } else if (ts.isVariableDeclaration(node)) {
      if (node.type === undefined || node.initializer === undefined || !(ts.isCallExpression(node.initializer) || ts.isObjectLiteralExpression(node.initializer))) {
        refuse(node, "this constant is none of ours.");
      }
    } else if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) checkModule(node);
    else if (ts.isImportClause(node)) {
      if (node.name !== undefined) refuse(node, "a default import is none of ours.");
    } else if (ts.isMetaProperty(node)) {
      if (node.keywordToken !== ts.SyntaxKind.ImportKeyword) refuse(node, "this is not import.meta.");
    } else if (ts.isBlock(node)) {
      if (node.statements.length !== 1) refuse(node, "a body has one statement.");
    } else if (ts.isExpressionStatement(node)) {
      if (!ts.isCallExpression(node.expression) || node.expression.expression.kind !== ts.SyntaxKind.SuperKeyword) refuse(node, "this statement is none of ours.");
    } else if (ts.isPropertyAccessExpression(node)) {
      if (node.questionDotToken !== undefined || !ts.isIdentifier(node.name)) refuse(node, "this access is none of ours.");
    } else if (ts.isTypeReferenceNode(node)) checkTypeName(node.typeName);
  };

  /** Names of members and declarations: no reference, but a literal where it is quoted. */
  const checkName = (name: T.Node): void => {
    if (ts.isIdentifier(name) || ts.isQualifiedName(name)) return;
    if (ts.isStringLiteral(name)) return checkText(name);
    if (ts.isComputedPropertyName(name) && ts.isStringLiteral(name.expression) && name.expression.text === "__proto__") return;
    refuse(name, "this name is none of ours.");
  };

  const checkText = (node: T.StringLiteral): void => {
    if (!rules.vocabulary.hasText(node.text)) refuse(node, `no server said ${show(JSON.stringify(node.text), 80)}.`);
  };

  const checkNumber = (node: T.Node, value: number): void => {
    if (!rules.vocabulary.hasNumber(value) && !rules.vocabulary.hasNumber(-value)) refuse(node, `no server said ${value}.`);
  };

  const checkNew = ({ expression, arguments: given = ts.factory.createNodeArray() }: T.NewExpression): void => {
    const isClass = ts.isIdentifier(expression) && (expression.text === "RegExp" || scope.has(expression.text));
    const isOurs = isClass && given.every((argument) => ts.isStringLiteral(argument) || (ts.isIdentifier(argument) && argument.text === "options"));
    if (!isOurs) refuse(expression, "this object is none of ours.");
  };

  const checkModule = (node: T.ImportDeclaration | T.ExportDeclaration): void => {
    const { moduleSpecifier, attributes } = node;
    if (attributes !== undefined) refuse(node, "an import has no attributes.");
    if (moduleSpecifier === undefined) {
      // `export {};`
      const isEmpty = ts.isExportDeclaration(node) && node.exportClause !== undefined && ts.isNamedExports(node.exportClause) && node.exportClause.elements.length === 0;
      if (!isEmpty) refuse(node, "this export names no module.");
    } else if (!ts.isStringLiteral(moduleSpecifier) || !rules.modules.has(moduleSpecifier.text)) {
      refuse(moduleSpecifier, "this module is none of ours.");
    }
  };

  const checkTypeName = (name: T.EntityName): void => {
    const known = ts.isIdentifier(name) ? scope.has(name.text) || GLOBAL_TYPES.has(name.text) : ts.isIdentifier(name.left) && scope.has(name.left.text);
    if (!known) refuse(name, "this type is none of ours.");
  };

  for (const statement of source.statements) {
    if (!rules.statements.has(statement.kind)) refuse(statement, `${ts.SyntaxKind[statement.kind]} has no place at the top.`);
    visit(statement);
  }
}

/** The child of a node that names it, or something in it, rather than refers to something. */
function nameOf(node: T.Node): T.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName;
  if (ts.isPropertyAccessExpression(node) || ts.isPropertyAssignment(node) || ts.isMetaProperty(node)) return node.name;
  return (node as { readonly name?: T.Node }).name;
}

/** Everything that a file declares or imports at its top. */
function declaredIn(source: T.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) names.add(name.text);
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) {
      if (statement.name !== undefined) names.add(statement.name.text);
    }
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.add(bindings.name.text);
    if (bindings !== undefined && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) names.add(name.text);
  }
  return names;
}
