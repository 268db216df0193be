import { type Code, code, identifier, list, literal, nothing, propertyKey } from "../../printer/index.js";
import type { Json } from "../../../shared/json/json.js";
import {
  ALL_KINDS,
  everyNode,
  holdsDateTimes,
  type SchemaDocument,
} from "../../../shared/json-schema/index.js";
import type { SchemaDeclaration, SchemaPlan } from "../schema-plan.js";
import { DECLARER, object, options } from "./helpers.js";
import { printBody, printNode } from "./node.js";
import { Printing } from "./printing.js";
import { shallow } from "./shallow.js";
import { needsEvaluator } from "./unevaluated.js";

interface Printed {
  readonly declarations: ReadonlyMap<SchemaDeclaration, Code>;
  readonly helpers: readonly string[];
}

/** Which helpers are used is known only after printing everything, so each plan is printed once. */
const printed = new WeakMap<SchemaPlan, Printed>();

/**
 * Prints `export const x: z.ZodType<t.X> = schema(() => …);`, marked as pure, or `nothing` for a definition that no validator
 * refers to.
 */
export function printValidatorDeclaration(declaration: SchemaDeclaration, plan: SchemaPlan): Code {
  return printPlan(plan).declarations.get(declaration) ?? nothing;
}

/** Returns the helpers that the validators of a plan import from the runtime, in order. */
export function usedHelpers(plan: SchemaPlan): readonly string[] {
  return printPlan(plan).helpers;
}

function printPlan(plan: SchemaPlan): Printed {
  let result = printed.get(plan);
  if (result === undefined) printed.set(plan, (result = printAll(plan)));
  return result;
}

function printAll(plan: SchemaPlan): Printed {
  const [first] = plan.declarations;
  if (first === undefined) return { declarations: new Map(), helpers: [] };
  const printing = new Printing(plan, first.document, printNode);
  const roots = plan.declarations.filter(({ root }) => root !== undefined);
  const evaluated = new Set(roots.filter(({ document }) => needsEvaluator(document)));
  const referred = referredTo(
    roots.filter((root) => !evaluated.has(root)),
    plan,
  );
  const declarations = new Map<SchemaDeclaration, Code>();
  printing.used.add(DECLARER);
  for (const declaration of plan.declarations) {
    const { document, node, root, typeName, validatorName } = declaration;
    if (root === undefined && !referred.has(declaration)) continue;
    printing.document = document;
    const body = evaluated.has(declaration)
      ? printEvaluated(document, printing)
      : printing.whole(node, () => printBody(node, printing, ALL_KINDS).code);
    const build = code`() => ${body}`;
    const json = code`json.${identifier(validatorName)}`;
    const isDated = printing.dates && holdsDateTimes(node);
    const args = [
      build,
      ...(root === undefined ? (isDated ? [code`undefined`] : []) : [json]),
      ...(isDated ? [code`asDates`] : []),
    ];
    if (isDated) printing.used.add("asDates");
    declarations.set(
      declaration,
      code`export const ${identifier(validatorName)}: z.ZodType<t.${identifier(typeName)}> = /* @__PURE__ */ ${list(code`${identifier(DECLARER)}(`, args, code`)`)};`,
    );
  }
  return { declarations, helpers: [...printing.used].sort() };
}

/** Returns the declarations that validators of `roots` refer to; a root that the runtime evaluates refers to none. */
function referredTo(roots: readonly SchemaDeclaration[], plan: SchemaPlan): ReadonlySet<SchemaDeclaration> {
  const referred = new Set<SchemaDeclaration>();
  for (const { document, node } of roots) {
    if (document.definitions.size === 0) continue;
    for (const inner of everyNode([node])) {
      const declaration = plan.declarationOf(inner);
      if (declaration !== undefined) referred.add(declaration);
    }
  }
  return referred;
}

/** Prints the schema as it was sent, for the evaluator of the runtime. */
function printEvaluated(document: SchemaDocument, printing: Printing): Code {
  const { dialect, remotes } = document;
  const schemas = [...remotes].map(([uri, remote]) => code`${propertyKey(uri)}: ${literal(shallow(remote))}`);
  const given = [
    dialect === "2020-12" ? undefined : code`dialect: ${literal(dialect)}`,
    printing.assertFormats ? code`assertFormats: true` : undefined,
    schemas.length === 0 ? undefined : code`remotes: ${object(schemas)}`,
  ].filter((member) => member !== undefined);
  return printing.helper(
    "jsonSchema",
    literal(shallow(document.source) as Json),
    ...(given.length === 0 ? [] : [options(given)]),
  );
}
