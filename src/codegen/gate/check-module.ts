import { posix } from "node:path";
import type { ts as T } from "ts-morph";
import { show } from "../../shared/text/show.js";
import { ts } from "./compiler.js";
import { GateError } from "./gate-errors.js";
import type { ModuleFile } from "./output-file.js";
import { lineOf } from "./parse-source.js";
import { ESCAPES } from "./rules.js";

const K = ts.SyntaxKind;

/** Syntax that no target needs and that could execute text. */
const REFUSED: ReadonlySet<T.SyntaxKind> = new Set([
  ...[K.Decorator, K.WithStatement, K.DebuggerStatement, K.LabeledStatement, K.TaggedTemplateExpression],
  ...[K.ModuleDeclaration, K.EnumDeclaration, K.ImportEqualsDeclaration, K.ExportAssignment],
  ...[
    K.RegularExpressionLiteral,
    K.DeclareKeyword,
    K.NamespaceExportDeclaration,
    K.ImportType,
    K.DeleteExpression,
  ],
  ...[K.ClassStaticBlockDeclaration, K.YieldExpression, K.BigIntLiteral, K.PrivateIdentifier, K.CommaToken],
]);

/** Built-in globals that any module may use. */
const GLOBALS: ReadonlySet<string> = new Set([
  ...["Array", "Boolean", "Error", "JSON", "Map", "Math", "Number", "Object", "Promise", "Set", "String"],
  ...["undefined", "NaN", "Infinity"],
]);

/**
 * Checks the TypeScript of a target. The target may write any code, but text of a server must not become code: the file
 * imports only what the target declares, refers to nothing else, and has no syntax that executes text.
 *
 * @param files paths of all files of the output
 * @throws {GateError} at the first thing that is not allowed
 */
export function checkModule(file: ModuleFile, source: T.SourceFile, files: ReadonlySet<string>): void {
  const refuse = (node: T.Node, problem: string): never => {
    throw new GateError(file.path, lineOf(source, node.getStart(source)), problem);
  };
  const own = importedFromOutput(source);
  const known = new Set([...GLOBALS, ...file.globals, ...declaredAnywhere(source)]);

  const visit = (node: T.Node): void => {
    if (REFUSED.has(node.kind)) refuse(node, `${ts.SyntaxKind[node.kind]} is not allowed here.`);
    const specifier = specifierOf(node);
    if (specifier !== undefined) checkSpecifier(specifier);
    if (ts.isIdentifier(node) && ESCAPES.has(node.text) && isMember(node) && !isOwnMethod(node, own))
      refuse(node, `${show(node.text)} gives access to more than the value.`);
    if (ts.isIdentifier(node) && isReference(node) && !known.has(node.text))
      refuse(node, `${show(node.text, 80)} is not defined.`);
    ts.forEachChild(node, (child) => {
      setParent(child, node);
      visit(child);
    });
  };

  const checkSpecifier = (node: T.Node): void => {
    if (!ts.isStringLiteral(node)) return refuse(node, "an import path must be a plain string.");
    const { text } = node;
    if (!text.startsWith(".")) {
      if (!file.packages.includes(text))
        refuse(node, `its target does not name the package ${show(text, 80)}.`);
      return;
    }
    const path = posix.join(posix.dirname(file.path), text);
    const candidates = [path, `${path}.ts`, path.replace(/\.js$/, ".ts")];
    if (!candidates.some((candidate) => files.has(candidate)))
      refuse(node, `${show(text, 80)} is not an output file.`);
  };

  visit(source);
}

/** Returns the specifier that a declaration or a call imports. */
function specifierOf(node: T.Node): T.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === K.ImportKeyword) return node.arguments[0] ?? node;
  return undefined;
}

/** Returns every name that the file declares: at its top, as a parameter, in a block. */
function declaredAnywhere(source: T.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: T.Node): void => {
    const { name } = node as { readonly name?: T.Node };
    const gives =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isFunctionExpression(node) ||
      ts.isImportSpecifier(node) ||
      ts.isNamespaceImport(node) ||
      ts.isImportClause(node);
    if (gives && name !== undefined && ts.isIdentifier(name)) names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** Returns the names that the file imports from other files of the output: clients, and functions that use them. */
function importedFromOutput(source: T.SourceFile): ReadonlySet<string> {
  const names = source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const bindings = statement.importClause?.namedBindings;
    if (!statement.moduleSpecifier.text.startsWith(".") || bindings === undefined) return [];
    return ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  });
  return new Set(names);
}

// the parser does not set parents, since they would cost memory in every other file
const parents = new WeakMap<T.Node, T.Node>();

function setParent(node: T.Node, parent: T.Node): void {
  parents.set(node, parent);
}

/** Whether an identifier accesses a member of a value. */
function isMember(node: T.Identifier): boolean {
  const parent = parents.get(node);
  if (parent === undefined) return false;
  return ts.isPropertyAccessExpression(parent) ? parent.name === node : ts.isBindingElement(parent);
}

/** Members that are never a client's methods, whatever its tools are called. */
const NEVER_METHODS: ReadonlySet<string> = new Set(["constructor", "prototype", "__proto__"]);

/** Whether an identifier is a client's method being called: a tool may be named `apply`. */
function isOwnMethod(node: T.Identifier, clients: ReadonlySet<string>): boolean {
  const access = parents.get(node);
  if (access === undefined || !ts.isPropertyAccessExpression(access) || access.name !== node) return false;
  return (
    ts.isIdentifier(access.expression) && clients.has(access.expression.text) && !NEVER_METHODS.has(node.text)
  );
}

/** Whether an identifier refers to a value rather than naming a member, a type or a declaration. */
function isReference(node: T.Identifier): boolean {
  const parent = parents.get(node);
  if (parent === undefined) return true;
  if (isDeclared(node)) return false;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  return !(
    ts.isTypeNode(parent) ||
    ts.isQualifiedName(parent) ||
    ts.isTypeParameterDeclaration(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isNamespaceExport(parent)
  );
}

/** Whether an identifier is the name of what its parent declares: a member, a property, a variable, a type. */
function isDeclared(node: T.Identifier): boolean {
  const parent = parents.get(node) as { readonly name?: T.Node; readonly propertyName?: T.Node } | undefined;
  if (parent === undefined || ts.isPropertyAccessExpression(parent as T.Node)) return false;
  // `{ name }` also reads `name`
  if (ts.isShorthandPropertyAssignment(parent as T.Node)) return false;
  return parent.name === node || parent.propertyName === node;
}
