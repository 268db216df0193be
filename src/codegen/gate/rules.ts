import type { ts as T } from "ts-morph";
import { ts } from "./compiler.js";
import type { Vocabulary } from "./vocabulary.js";

const K = ts.SyntaxKind;
type Kinds = readonly T.SyntaxKind[];

/** What one file may consist of. */
export interface Rules {
  /** Syntax that may occur anywhere in it. */
  readonly kinds: ReadonlySet<T.SyntaxKind>;
  /** Syntax that may stand at its top. */
  readonly statements: ReadonlySet<T.SyntaxKind>;
  /** Modules that it may import from or re-export. */
  readonly modules: ReadonlySet<string>;
  /** What an expression may refer to, besides what the file itself declares and imports. */
  readonly values: ReadonlySet<string>;
  /** Whether a call is one of those that we print. */
  readonly call: (call: T.CallExpression) => boolean;
  readonly vocabulary: Vocabulary;
}

const LITERALS: Kinds = [
  K.StringLiteral,
  K.NumericLiteral,
  K.TrueKeyword,
  K.FalseKeyword,
  K.NullKeyword,
  K.PrefixUnaryExpression,
];
const NAMES: Kinds = [K.Identifier, K.EndOfFileToken, K.ExportKeyword];
const MODULES: Kinds = [
  ...[K.ImportDeclaration, K.ImportClause, K.NamedImports, K.ImportSpecifier, K.NamespaceImport],
  ...[K.ExportDeclaration, K.NamedExports, K.ExportSpecifier],
];
const TYPES: Kinds = [
  ...[
    K.InterfaceDeclaration,
    K.TypeAliasDeclaration,
    K.PropertySignature,
    K.IndexSignature,
    K.Parameter,
    K.TypeLiteral,
    K.TypeReference,
    K.QualifiedName,
  ],
  ...[
    K.ArrayType,
    K.TupleType,
    K.NamedTupleMember,
    K.RestType,
    K.OptionalType,
    K.UnionType,
    K.IntersectionType,
    K.ParenthesizedType,
    K.LiteralType,
  ],
  ...[
    K.StringKeyword,
    K.NumberKeyword,
    K.BooleanKeyword,
    K.UnknownKeyword,
    K.NeverKeyword,
    K.ObjectKeyword,
    K.UndefinedKeyword,
    K.TypeOperator,
  ],
  ...[K.ReadonlyKeyword, K.QuestionToken, K.DotDotDotToken],
];
const VALUES: Kinds = [
  ...[
    K.VariableStatement,
    K.VariableDeclarationList,
    K.VariableDeclaration,
    K.CallExpression,
    K.PropertyAccessExpression,
  ],
  ...[K.ObjectLiteralExpression, K.PropertyAssignment, K.ComputedPropertyName, K.ArrayLiteralExpression],
];
const CLASSES: Kinds = [
  ...[
    K.ClassDeclaration,
    K.HeritageClause,
    K.ExpressionWithTypeArguments,
    K.Constructor,
    K.MethodDeclaration,
    K.PropertyDeclaration,
    K.FunctionDeclaration,
  ],
  ...[
    K.MethodSignature,
    K.Block,
    K.ReturnStatement,
    K.ExpressionStatement,
    K.NewExpression,
    K.ThisKeyword,
    K.SuperKeyword,
    K.IndexedAccessType,
  ],
];

function rules(kinds: Kinds, statements: Kinds, rest: Omit<Rules, "kinds" | "statements">): Rules {
  return { kinds: new Set([K.SourceFile, ...kinds]), statements: new Set(statements), ...rest };
}

const never = (): boolean => false;

export function typesRules(vocabulary: Vocabulary): Rules {
  const statements = [K.InterfaceDeclaration, K.TypeAliasDeclaration, K.ExportDeclaration];
  return rules([...NAMES, ...LITERALS, ...TYPES, K.ExportDeclaration, K.NamedExports], statements, {
    modules: new Set(),
    values: new Set(),
    call: never,
    vocabulary,
  });
}

/** Members that give access to the engine behind a value. */
export const ESCAPES: ReadonlySet<string> = new Set([
  "constructor",
  "prototype",
  "__proto__",
  "call",
  "apply",
  "bind",
  "caller",
  "callee",
  "arguments",
]);

export function schemasRules(vocabulary: Vocabulary, suffix: string): Rules {
  const kinds = [
    ...NAMES,
    ...LITERALS,
    ...MODULES,
    ...VALUES,
    K.TypeReference,
    K.QualifiedName,
    K.ArrowFunction,
    K.EqualsGreaterThanToken,
    K.NewExpression,
  ];
  return rules(kinds, [K.ImportDeclaration, K.VariableStatement, K.ExportDeclaration], {
    modules: new Set(["zod", "fmcp-runtime/validators", `./catalogue${suffix}`, `./types${suffix}`]),
    values: new Set(["RegExp"]),
    // a helper, or a method of the result of zod or a helper
    call: ({ expression: callee }) =>
      ts.isIdentifier(callee) ||
      (ts.isPropertyAccessExpression(callee) &&
        !ESCAPES.has(callee.name.text) &&
        (ts.isIdentifier(callee.expression) || ts.isCallExpression(callee.expression))),
    vocabulary,
  });
}

/** Rules for constants that are texts: JSON that the server sent. */
export function catalogueRules(vocabulary: Vocabulary): Rules {
  const kinds = [K.VariableStatement, K.VariableDeclarationList, K.VariableDeclaration, K.StringKeyword];
  return rules([...NAMES, K.StringLiteral, ...kinds], [K.VariableStatement], {
    modules: new Set(),
    values: new Set(),
    call: never,
    vocabulary,
  });
}

export function clientRules(vocabulary: Vocabulary, suffix: string, factory: string): Rules {
  const statements = [
    K.ImportDeclaration,
    K.InterfaceDeclaration,
    K.TypeAliasDeclaration,
    K.VariableStatement,
    K.ClassDeclaration,
    K.FunctionDeclaration,
  ];
  return rules([...NAMES, ...LITERALS, ...MODULES, ...TYPES, ...VALUES, ...CLASSES], statements, {
    modules: new Set(["fmcp-runtime", `./contract${suffix}`, `./types${suffix}`]),
    values: new Set(["input", "options"]),
    call: ({ expression: callee, arguments: given }) => {
      const shown = given
        .map((argument) =>
          ts.isStringLiteral(argument) ? "text" : ts.isIdentifier(argument) ? argument.text : "?",
        )
        .join();
      if (callee.kind === K.SuperKeyword) return shown === "contract,options";
      if (ts.isIdentifier(callee)) return callee.text === factory && shown === "";
      if (!ts.isPropertyAccessExpression(callee) || callee.expression.kind !== K.ThisKeyword) return false;
      return callee.name.text === "$invoke"
        ? shown === "text,input,options"
        : ["$resources", "$prompts"].includes(callee.name.text) && shown === "";
    },
    vocabulary,
  });
}

/** Rules for one constant of literals, with dynamic imports of modules that callers load when needed. */
export function contractRules(vocabulary: Vocabulary, suffix: string): Rules {
  const kinds = [K.TypeReference, K.MetaProperty, K.ArrowFunction, K.EqualsGreaterThanToken, K.ImportKeyword];
  return rules(
    [...NAMES, ...LITERALS, ...MODULES, ...VALUES, ...kinds],
    [K.ImportDeclaration, K.VariableStatement],
    {
      modules: new Set(["fmcp-runtime", `./catalogue${suffix}`, `./schemas${suffix}`]),
      values: new Set(),
      call: ({ expression: callee, arguments: given }) =>
        callee.kind === K.ImportKeyword && given.length === 1,
      vocabulary,
    },
  );
}

export function indexRules(vocabulary: Vocabulary, modules: readonly string[]): Rules {
  const kinds = [
    ...NAMES,
    ...MODULES,
    ...VALUES,
    K.ShorthandPropertyAssignment,
    K.TypeReference,
    K.TypeLiteral,
    K.PropertySignature,
  ];
  return rules(kinds, [K.ImportDeclaration, K.ExportDeclaration, K.VariableStatement], {
    modules: new Set(modules),
    values: new Set(),
    call: ({ expression: callee }) => ts.isIdentifier(callee) && callee.text === "group",
    vocabulary,
  });
}
