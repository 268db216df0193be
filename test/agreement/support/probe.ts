import { schemaTexts } from "../../fuzz/compile-validators.js";
import { code, onLines, print } from "../../../src/codegen/printer/index.js";
import type { SchemaDeclaration, SchemaPlan } from "../../../src/codegen/schema/schema-plan.js";
import { printTypeDeclaration } from "../../../src/codegen/schema/types/index.js";
import { inputDefaults } from "../../../src/codegen/schema/input-defaults.js";
import { printValidatorDeclaration, usedHelpers } from "../../../src/codegen/schema/zod/index.js";

/** Helpers of the runtime that say what zod has no type for: what they validate is `unknown` to a compiler. */
const WITHOUT_TYPE =
  /\b(allOf|byKind|contains|dependentRequired|dependentSchemas|ifThenElse|jsonSchema|keyed|maxProperties|minProperties|not|oneOfValues|propertyNames|record|uniqueItems)\(/;

/** One line of the probe that says: `from` is assignable to `to`. */
export interface Claim {
  readonly typeName: string;
  readonly claim: "what the validator accepts has the type" | "what has the type is what the validator says";
}

export interface Probe {
  /** Files by name: `types.ts`, `schemas.ts` as they are generated, and `probe.ts`. */
  readonly files: ReadonlyMap<string, string>;
  /** The claim on each line of `probe.ts`, by line, from 1. */
  readonly claims: ReadonlyMap<number, Claim>;
  /** Claims that were left out because zod has no type for what the validator says. */
  readonly inexpressible: number;
}

const HEAD = `import * as z from "zod";
import * as helpers from "fmcp-runtime/validators";
import * as json from "./catalogue.js";
import * as s from "./schemas.js";
import type * as t from "./types.js";
`;

/**
 * A module that compiles exactly if validators and types agree. Each validator is inferred from its own text, with the types
 * of those that it refers to taken from their annotations: so recursion is no obstacle, and all agree if each does.
 */
export function probeOf(plan: SchemaPlan): Probe {
  const lines = HEAD.trimEnd().split("\n");
  const claims = new Map<number, Claim>();
  let inexpressible = 0;
  for (const declaration of plan.declarations) {
    const { typeName } = declaration;
    const body = bodyOf(declaration, plan);
    if (body === undefined) continue;
    lines.push(`const v${typeName} = ${body.split("\n").join(" ")};`);
    const validated = `z.infer<typeof v${typeName}>`;
    const typed = `t.${typeName}`;
    const claim = (name: string, from: string, to: string, words: Claim["claim"]): void => {
      lines.push(
        `declare const ${name}${typeName}: ${from}; export const _${name}${typeName}: ${to} = ${name}${typeName};`,
      );
      claims.set(lines.length, { typeName, claim: words });
    };
    if (WITHOUT_TYPE.test(body)) inexpressible++;
    else claim("a", validated, typed, "what the validator accepts has the type");
    const { root, mode, document, node } = declaration;
    if (root !== undefined && mode === "input" && inputDefaults(document, node).size > 0) inexpressible++;
    else claim("b", typed, validated, "what has the type is what the validator says");
  }
  return {
    files: new Map([...generated(plan), ["probe.ts", `${lines.join("\n")}\n`]]),
    claims,
    inexpressible,
  };
}

function generated(plan: SchemaPlan): readonly (readonly [string, string])[] {
  const validators = plan.declarations.map((declaration) => printValidatorDeclaration(declaration, plan));
  const head = `// @ts-nocheck\nimport * as z from "zod";\nimport { ${usedHelpers(plan).join(", ")} } from "fmcp-runtime/validators";\nimport * as json from "./catalogue.js";\nimport type * as t from "./types.js";\n`;
  const types = plan.declarations.map((declaration) => printTypeDeclaration(declaration, plan));
  const texts = Object.entries(schemaTexts(plan));
  return [
    [
      "catalogue.ts",
      `${texts.map(([name, text]) => `export const ${name}: string = ${JSON.stringify(text)};`).join("\n")}\nexport {};\n`,
    ],
    ["types.ts", types.length === 0 ? "export {};\n" : print(onLines(types, 1))],
    ["schemas.ts", validators.length === 0 ? "export {};\n" : `${head}${print(onLines(validators, 1))}`],
  ];
}

/** The text of a validator without its annotation, its names qualified; `undefined` where a declaration has none. */
function bodyOf(declaration: SchemaDeclaration, plan: SchemaPlan): string | undefined {
  const text = print(code`${printValidatorDeclaration(declaration, plan)}`);
  const body = /^export const \w+: z\.ZodType<t\.\w+> = \/\* @__PURE__ \*\/ ([\s\S]*);\n$/.exec(text)?.[1];
  if (body === undefined) return undefined;
  const helpers = new Set(usedHelpers(plan));
  const validators = new Set(plan.declarations.map(({ validatorName }) => validatorName));
  // An input type leaves out that an object is open.
  const shown = declaration.mode === "input" ? body.replace(/\blooseObject\(\{(?!\}\))/g, "object({") : body;
  // Strings are stepped over: a name in one is none.
  return shown.replace(/"(?:[^"\\]|\\.)*"|(?<![.\w$])[A-Za-z_$][\w$]*(?!\s*:)\b/g, (word) => {
    if (helpers.has(word)) return `helpers.${word}`;
    return validators.has(word) ? `s.${word}` : word;
  });
}
