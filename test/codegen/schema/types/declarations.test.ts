import { describe, expect, it } from "vitest";
import { onLines, print } from "../../../../src/codegen/printer/index.js";
import { planSchemas } from "../../../../src/codegen/schema/plan-schemas.js";
import { printTypeDeclaration } from "../../../../src/codegen/schema/types/index.js";
import type { Json } from "../../../../src/shared/json/json.js";
import { declarationsOf } from "./support/type-text.js";

const string = { type: "string" } as const;

describe("declarations", () => {
  it.each<[intent: string, given: Json, want: string]>([
    [
      "an object is an interface, other types are aliases; definitions are named once",
      {
        type: "object",
        properties: { a: { $ref: "#/$defs/Tag" }, b: { type: "array", items: { $ref: "#/$defs/Tag" } } },
        additionalProperties: false,
        $defs: { Tag: { enum: ["x", "y"] } },
      },
      `export interface Root {
  a?: Tag;
  b?: Tag[];
}

export type Tag = "x" | "y";
`,
    ],
    [
      "recursion, through the root and through definitions",
      {
        type: "object",
        properties: {
          children: { type: "array", items: { $ref: "#" } },
          next: { anyOf: [{ $ref: "#/$defs/Node" }, { type: "null" }] },
        },
        additionalProperties: false,
        $defs: { Node: { anyOf: [{ type: "array", items: { $ref: "#/$defs/Node" } }, string] } },
      },
      `export interface Root {
  children?: Root[];
  next?: Node | null;
}

export type Node = Node[] | string;
`,
    ],
    [
      "a schema that extends another is one interface",
      {
        allOf: [{ $ref: "#/$defs/Base" }, { properties: { b: { type: "number" } }, required: ["b"] }],
        $defs: {
          Base: {
            type: "object",
            properties: { a: { ...string, description: "Its name" } },
            required: ["a"],
          },
        },
      },
      `export interface Root {
  /** Its name */
  a: string;
  b: number;
  [key: string]: unknown;
}

export interface Base {
  /** Its name */
  a: string;
  [key: string]: unknown;
}
`,
    ],
    [
      "a union of definitions stays one",
      { oneOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/B" }], $defs: { A: string, B: { type: "number" } } },
      `export type Root = A | B;

export type A = string;

export type B = number;
`,
    ],
    [
      "an alias",
      { $ref: "#/$defs/A", $defs: { A: string } },
      "export type Root = A;\n\nexport type A = string;\n",
    ],
    [
      "a reference that leads only to itself has no effect",
      {
        type: "object",
        properties: { a: { $ref: "#/$defs/L" } },
        $defs: { L: { $ref: "#/$defs/M" }, M: { $ref: "#/$defs/L" } },
      },
      `export interface Root {
  a?: L;
  [key: string]: unknown;
}

export type L = M;

export type M = unknown;
`,
    ],
  ])("%s", (_, given, want) => {
    expect(declarationsOf(given)).toBe(want);
  });

  it("puts the plan's text first in the comment, and keeps foreign text inside it", () => {
    const schema: Json = {
      type: "object",
      description: "Ends */ here\n@deprecated not",
      properties: { "a*/": { description: "*/ evil()" } },
    };
    const plan = planSchemas(
      [{ schema, mode: "input", typeName: "GetInput", label: "x", doc: "Input of the tool `get`." }],
      {},
      (hint) => hint,
    );
    expect(print(onLines(plan.declarations.map((declaration) => printTypeDeclaration(declaration, plan)))))
      .toBe(`/**
 * Input of the tool \`get\`.
 *
 * Ends *\\/ here
 * \\@deprecated not
 */
export interface GetInput {
  /** *\\/ evil() */
  "a*/"?: unknown;
}
`);
  });
});
