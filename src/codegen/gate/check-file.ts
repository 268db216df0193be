import type { ts as T } from "ts-morph";
import { show } from "../../shared/text/show.js";
import { ts } from "./compiler.js";
import { GateError } from "./errors.js";
import { lineOf } from "./parse.js";
import type { Rules } from "./rules.js";

const K = ts.SyntaxKind;

/** Types of the language that generated files use by name. */
const GLOBAL_TYPES: ReadonlySet<string> = new Set([
  "Record",
  "Promise",
  "Array",
  "ReadonlyArray",
  "Readonly",
  "Exclude",
]);

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
    inspect(node);
    // what names a node, or is a module's path, refers to nothing
    const name = nameOf(node);
    const module = moduleOf(node);
    ts.forEachChild(node, (child) => {
      if (child === name) checkName(child);
      else if (child !== module) visit(child);
    });
  };

  /** What a kind of node must be like, beyond being allowed. */
  const inspect = (node: T.Node): void => {
    switch (node.kind) {
      case K.Identifier: {
        const { text } = node as T.Identifier;
        if (!scope.has(text) && !rules.values.has(text))
          refuse(node, `nothing is called ${show(text, 80)} there.`);
        return;
      }
      case K.StringLiteral:
        return checkText(node as T.StringLiteral);
      case K.NumericLiteral:
        return checkNumber(node, Number((node as T.NumericLiteral).text));
      case K.PrefixUnaryExpression: {
        const { operator, operand } = node as T.PrefixUnaryExpression;
        if (operator !== K.MinusToken || operand.kind !== K.NumericLiteral)
          refuse(node, "this is no number.");
        return;
      }
      case K.CallExpression: {
        const call = node as T.CallExpression;
        if (call.questionDotToken !== undefined || call.typeArguments !== undefined || !rules.call(call))
          refuse(node, "this call is none of ours.");
        const module = moduleOf(call);
        if (module !== undefined) checkPath(module);
        return;
      }
      case K.NewExpression:
        return checkNew(node as T.NewExpression);
      case K.ArrowFunction: {
        const { parameters, modifiers, body } = node as T.ArrowFunction;
        if (parameters.length > 0 || modifiers !== undefined || ts.isBlock(body))
          refuse(node, "this function is none of ours.");
        return;
      }
      case K.VariableDeclarationList: {
        const { flags, declarations } = node as T.VariableDeclarationList;
        if ((flags & ts.NodeFlags.BlockScoped) !== ts.NodeFlags.Const || declarations.length !== 1)
          refuse(node, "this is no constant.");
        return;
      }
      case K.VariableDeclaration: {
        const { type, initializer } = node as T.VariableDeclaration;
        const isMade = [K.CallExpression, K.ObjectLiteralExpression, K.StringLiteral].includes(
          initializer?.kind as T.SyntaxKind,
        );
        if (type === undefined || !isMade) refuse(node, "this constant is none of ours.");
        return;
      }
      case K.ImportDeclaration:
      case K.ExportDeclaration:
        return checkModule(node as T.ImportDeclaration | T.ExportDeclaration);
      case K.ImportClause:
        if ((node as T.ImportClause).name !== undefined) refuse(node, "a default import is none of ours.");
        return;
      case K.MetaProperty:
        if ((node as T.MetaProperty).keywordToken !== K.ImportKeyword)
          refuse(node, "this is not import.meta.");
        return;
      case K.Block:
        if ((node as T.Block).statements.length !== 1) refuse(node, "a body has one statement.");
        return;
      case K.ExpressionStatement: {
        const { expression } = node as T.ExpressionStatement;
        if (!ts.isCallExpression(expression) || expression.expression.kind !== K.SuperKeyword)
          refuse(node, "this statement is none of ours.");
        return;
      }
      case K.PropertyAccessExpression: {
        const { questionDotToken, name } = node as T.PropertyAccessExpression;
        if (questionDotToken !== undefined || name.kind !== K.Identifier)
          refuse(node, "this access is none of ours.");
        return;
      }
      case K.TypeReference:
        return checkTypeName((node as T.TypeReferenceNode).typeName);
      default:
        return;
    }
  };

  /** Names of members and declarations: no reference, but a literal where it is quoted. */
  const checkName = (name: T.Node): void => {
    if (ts.isIdentifier(name) || ts.isQualifiedName(name)) return;
    if (ts.isStringLiteral(name)) return checkText(name);
    if (
      ts.isComputedPropertyName(name) &&
      ts.isStringLiteral(name.expression) &&
      name.expression.text === "__proto__"
    )
      return;
    refuse(name, "this name is none of ours.");
  };

  const checkText = (node: T.StringLiteral): void => {
    if (!rules.vocabulary.hasText(node.text))
      refuse(node, `no server said ${show(JSON.stringify(node.text), 80)}.`);
  };

  const checkNumber = (node: T.Node, value: number): void => {
    if (!rules.vocabulary.hasNumber(value) && !rules.vocabulary.hasNumber(-value))
      refuse(node, `no server said ${value}.`);
  };

  const checkNew = ({
    expression,
    arguments: given = ts.factory.createNodeArray(),
  }: T.NewExpression): void => {
    const isClass =
      ts.isIdentifier(expression) && (expression.text === "RegExp" || scope.has(expression.text));
    const isOurs =
      isClass &&
      given.every(
        (argument) =>
          ts.isStringLiteral(argument) || (ts.isIdentifier(argument) && argument.text === "options"),
      );
    if (!isOurs) refuse(expression, "this object is none of ours.");
  };

  const checkModule = (node: T.ImportDeclaration | T.ExportDeclaration): void => {
    const { moduleSpecifier, attributes } = node;
    if (attributes !== undefined) refuse(node, "an import has no attributes.");
    if (moduleSpecifier === undefined) {
      // `export {};`
      const isEmpty =
        ts.isExportDeclaration(node) &&
        node.exportClause !== undefined &&
        ts.isNamedExports(node.exportClause) &&
        node.exportClause.elements.length === 0;
      if (!isEmpty) refuse(node, "this export names no module.");
    } else checkPath(moduleSpecifier);
  };

  const checkPath = (path: T.Node): void => {
    if (!ts.isStringLiteral(path) || !rules.modules.has(path.text))
      refuse(path, "this module is none of ours.");
  };

  const checkTypeName = (name: T.EntityName): void => {
    const known = ts.isIdentifier(name)
      ? scope.has(name.text) || GLOBAL_TYPES.has(name.text)
      : ts.isIdentifier(name.left) && scope.has(name.left.text);
    if (!known) refuse(name, "this type is none of ours.");
  };

  for (const statement of source.statements) {
    if (!rules.statements.has(statement.kind))
      refuse(statement, `${ts.SyntaxKind[statement.kind]} has no place at the top.`);
    visit(statement);
  }
}

/** The child of a node that names it, or something in it, rather than refers to something. */
function nameOf(node: T.Node): T.Node | undefined {
  return node.kind === K.TypeReference
    ? (node as T.TypeReferenceNode).typeName
    : (node as { readonly name?: T.Node }).name;
}

/** The path of the module that a node imports, at the top or when it is called. */
function moduleOf(node: T.Node): T.Node | undefined {
  return ts.isCallExpression(node) && node.expression.kind === K.ImportKeyword
    ? node.arguments[0]
    : (node as { readonly moduleSpecifier?: T.Node }).moduleSpecifier;
}

/** Everything that a file declares or imports at its top. */
function declaredIn(source: T.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations)
        if (ts.isIdentifier(name)) names.add(name.text);
    if (
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isFunctionDeclaration(statement)
    ) {
      if (statement.name !== undefined) names.add(statement.name.text);
    }
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.add(bindings.name.text);
    if (bindings !== undefined && ts.isNamedImports(bindings))
      for (const { name } of bindings.elements) names.add(name.text);
  }
  return names;
}
