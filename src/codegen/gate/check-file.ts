import type { ts as T } from "ts-morph";
import { show } from "../../shared/text/show.js";
import { ts } from "./compiler.js";
import { GateError } from "./gate-errors.js";
import { lineOf } from "./parse-source.js";
import type { Rules } from "./rules.js";

const K = ts.SyntaxKind;

/** Built-in types that generated files use by name. */
const GLOBAL_TYPES: ReadonlySet<string> = new Set([
  "Record",
  "Promise",
  "Array",
  "ReadonlyArray",
  "Readonly",
  "Exclude",
]);

/** The kinds of expression that a constant may have. */
const MADE: ReadonlySet<T.SyntaxKind> = new Set([
  K.CallExpression,
  K.ObjectLiteralExpression,
  K.StringLiteral,
]);

/**
 * Walks a file and refuses everything that its rules do not allow: syntax, modules, calls, references and
 * literals.
 *
 * @throws {GateError} at the first thing that is not allowed
 */
export function checkFile(file: string, source: T.SourceFile, rules: Rules): void {
  const check = new FileCheck(file, source, rules);
  for (const statement of source.statements) check.statement(statement);
}

class FileCheck {
  readonly #file: string;
  readonly #source: T.SourceFile;
  readonly #rules: Rules;
  readonly #scope: ReadonlySet<string>;

  constructor(file: string, source: T.SourceFile, rules: Rules) {
    this.#file = file;
    this.#source = source;
    this.#rules = rules;
    this.#scope = declaredIn(source);
  }

  statement(node: T.Statement): void {
    if (!this.#rules.statements.has(node.kind))
      this.#refuse(node, `${ts.SyntaxKind[node.kind]} is not allowed at the top of a file.`);
    this.#visit(node);
  }

  #refuse(node: T.Node, problem: string): never {
    const position = node.pos < 0 ? 0 : node.getStart(this.#source);
    throw new GateError(this.#file, lineOf(this.#source, position), problem);
  }

  #visit(node: T.Node): void {
    if (!this.#rules.kinds.has(node.kind))
      this.#refuse(node, `${ts.SyntaxKind[node.kind]} is not allowed here.`);
    this.#expression(node);
    this.#declaration(node);
    // the name of a node and the path of a module are not references
    const name = nameOf(node);
    const module = moduleOf(node);
    ts.forEachChild(node, (child) => {
      if (child === name) this.#name(child);
      else if (child !== module) this.#visit(child);
    });
  }

  /** Checks an expression beyond its kind. */
  #expression(node: T.Node): void {
    if (ts.isIdentifier(node)) this.#reference(node);
    else if (ts.isStringLiteral(node)) this.#text(node);
    else if (ts.isNumericLiteral(node)) this.#number(node, Number(node.text));
    else if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator !== K.MinusToken || !ts.isNumericLiteral(node.operand))
        this.#refuse(node, "A number was expected.");
    } else if (ts.isCallExpression(node)) this.#call(node);
    else if (ts.isNewExpression(node)) this.#new(node);
    else if (ts.isArrowFunction(node)) {
      if (node.parameters.length > 0 || node.modifiers !== undefined || ts.isBlock(node.body))
        this.#refuse(node, "Unexpected function.");
    } else if (ts.isMetaProperty(node)) {
      if (node.keywordToken !== K.ImportKeyword) this.#refuse(node, "Only import.meta is allowed here.");
    } else if (ts.isPropertyAccessExpression(node)) {
      if (node.questionDotToken !== undefined || node.name.kind !== K.Identifier)
        this.#refuse(node, "Unexpected property access.");
    }
  }

  /** Checks a declaration, statement or type beyond its kind. */
  #declaration(node: T.Node): void {
    if (ts.isVariableDeclarationList(node)) {
      const isConst = (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const;
      if (!isConst || node.declarations.length !== 1) this.#refuse(node, "A constant was expected.");
    } else if (ts.isVariableDeclaration(node)) {
      const kind = node.initializer?.kind;
      const isMade = kind !== undefined && MADE.has(kind);
      if (node.type === undefined || !isMade) this.#refuse(node, "Unexpected constant.");
    } else if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) this.#module(node);
    else if (ts.isImportClause(node)) {
      if (node.name !== undefined) this.#refuse(node, "Unexpected default import.");
    } else if (ts.isBlock(node)) {
      if (node.statements.length !== 1)
        this.#refuse(node, "A function body must have exactly one statement.");
    } else if (ts.isExpressionStatement(node)) {
      const { expression } = node;
      if (!ts.isCallExpression(expression) || expression.expression.kind !== K.SuperKeyword)
        this.#refuse(node, "Unexpected statement.");
    } else if (ts.isTypeReferenceNode(node)) this.#typeName(node.typeName);
  }

  #reference(node: T.Identifier): void {
    if (!this.#scope.has(node.text) && !this.#rules.values.has(node.text))
      this.#refuse(node, `${show(node.text, 80)} is not defined.`);
  }

  #call(call: T.CallExpression): void {
    if (call.questionDotToken !== undefined || call.typeArguments !== undefined || !this.#rules.call(call))
      this.#refuse(call, "Unexpected call.");
    const module = moduleOf(call);
    if (module !== undefined) this.#path(module);
  }

  /** Checks the name of a member or declaration: it is not a reference, but a literal if it is quoted. */
  #name(name: T.Node): void {
    if (ts.isIdentifier(name) || ts.isQualifiedName(name)) return;
    if (ts.isStringLiteral(name)) return this.#text(name);
    const isProto =
      ts.isComputedPropertyName(name) &&
      ts.isStringLiteral(name.expression) &&
      name.expression.text === "__proto__";
    if (!isProto) this.#refuse(name, "Unexpected name.");
  }

  #text(node: T.StringLiteral): void {
    if (!this.#rules.vocabulary.hasText(node.text))
      this.#refuse(node, `${show(JSON.stringify(node.text), 80)} does not come from the server.`);
  }

  #number(node: T.Node, value: number): void {
    if (!this.#rules.vocabulary.hasNumber(value) && !this.#rules.vocabulary.hasNumber(-value))
      this.#refuse(node, `${value} does not come from the server.`);
  }

  #new({ expression, arguments: given = ts.factory.createNodeArray() }: T.NewExpression): void {
    const isClass =
      ts.isIdentifier(expression) && (expression.text === "RegExp" || this.#scope.has(expression.text));
    const isOurs = given.every(
      (argument) =>
        ts.isStringLiteral(argument) || (ts.isIdentifier(argument) && argument.text === "options"),
    );
    if (!isClass || !isOurs) this.#refuse(expression, "Unexpected object.");
  }

  #module(node: T.ImportDeclaration | T.ExportDeclaration): void {
    const { moduleSpecifier, attributes } = node;
    if (attributes !== undefined) this.#refuse(node, "Import attributes are not allowed.");
    if (moduleSpecifier !== undefined) return this.#path(moduleSpecifier);
    // `export {};`
    const isEmpty =
      ts.isExportDeclaration(node) &&
      node.exportClause !== undefined &&
      ts.isNamedExports(node.exportClause) &&
      node.exportClause.elements.length === 0;
    if (!isEmpty) this.#refuse(node, "An export must name a module.");
  }

  #path(path: T.Node): void {
    if (!ts.isStringLiteral(path) || !this.#rules.modules.has(path.text))
      this.#refuse(path, "Unexpected module.");
  }

  #typeName(name: T.EntityName): void {
    const known = ts.isIdentifier(name)
      ? this.#scope.has(name.text) || GLOBAL_TYPES.has(name.text)
      : ts.isIdentifier(name.left) && this.#scope.has(name.left.text);
    if (!known) this.#refuse(name, "Unexpected type.");
  }
}

/** Returns the child that names a node, or a member of it, and therefore is not a reference. */
function nameOf(node: T.Node): T.Node | undefined {
  return node.kind === K.TypeReference
    ? (node as T.TypeReferenceNode).typeName
    : (node as { readonly name?: T.Node }).name;
}

/** Returns the path of the module that a node imports, statically or dynamically. */
function moduleOf(node: T.Node): T.Node | undefined {
  return ts.isCallExpression(node) && node.expression.kind === K.ImportKeyword
    ? node.arguments[0]
    : (node as { readonly moduleSpecifier?: T.Node }).moduleSpecifier;
}

/** Returns everything that a file declares or imports at its top. */
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
