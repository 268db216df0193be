import { describe, expect, it } from "vitest";
import { injectionsIn } from "./kit/check-code.js";

/** The judge of the hostile suite must be able to condemn. */
describe("injectionsIn", () => {
  it.each([
    ["a statement", "globalThis.PWNED=1;"],
    ["an expression in a constant", "export const a: number = (globalThis.PWNED = 1);"],
    ["a call in a class", "export class A { a = fetch('x'); }"],
    ["a computed key", "export interface A { [PWNED]: string }"],
    ["a template literal", "export const a: string = `${process.exit()}`;"],
    ["another module", 'import "node:fs";'],
    ["a module by its path", 'export * from "../../x.js";'],
    ["text that does not parse", "export const a = ;"],
    ["a method of what is not imported", "export const a: unknown = x.fetch('y');"],
    ["a module that is augmented", "declare global { interface Window {} }"],
  ])("%s", (_, text) => {
    expect(injectionsIn("client.ts", text)).not.toEqual([]);
  });

  it("lets a tool of a client be called eval", () => {
    const text = `import { a } from "../../a/index.js";\nexport function f(): unknown { return a.eval(); }\n`;
    expect(injectionsIn("tree/a/eval.ts", text)).toEqual([]);
  });

  it("lets literals, comments and names of members say anything", () => {
    const text = `/** globalThis.PWNED=1 */\nexport interface A { process: "fetch(x)"; "PWNED": string }\nimport { x } from "./types.js";\n`;
    expect(injectionsIn("client.ts", text)).toEqual([]);
  });
});
