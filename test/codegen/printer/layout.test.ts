import { describe, expect, it } from "vitest";
import { code, identifier, list, onLines, operands, print } from "../../../src/codegen/printer/index.js";

const names = (count: number) => Array.from({ length: count }, (_, i) => identifier(`name${i}`));

describe("list", () => {
  it("stays on one line if it fits", () => {
    expect(print(list(code`f(`, names(3), code`)`), 40)).toBe("f(name0, name1, name2)\n");
  });

  it("puts one item per line if it does not fit, with a trailing separator", () => {
    expect(print(list(code`f(`, names(3), code`)`), 12)).toBe("f(\n  name0,\n  name1,\n  name2,\n)\n");
  });

  it("breaks the outer list before the inner one", () => {
    const inner = list(code`[`, names(2), code`]`);
    expect(print(list(code`{`, [code`a: ${inner}`, code`b: ${inner}`], code`}`, { padded: true }), 24)).toBe(
      "{\n  a: [name0, name1],\n  b: [name0, name1],\n}\n",
    );
  });

  it("counts what follows on the same line", () => {
    expect(print(code`${list(code`f(`, names(2), code`)`)}.thatIsLong();`, 26)).toBe(
      "f(\n  name0,\n  name1,\n).thatIsLong();\n",
    );
  });
});

describe("operands", () => {
  it("starts every line with the operator when broken", () => {
    expect(print(code`type A = ${operands(names(3), "|")};`, 20)).toBe(
      "type A =\n  | name0\n  | name1\n  | name2;\n",
    );
  });
});

describe("print", () => {
  it("leaves no trailing white space and at most one blank line", () => {
    expect(print(onLines([code`a;`, code``, code``, code``, code`b;`]))).toBe("a;\n\nb;\n");
  });

  it("prints 20,000 members in linear time and without a deep stack", () => {
    const many = list(code`{`, names(20_000), code`}`);
    expect(print(many).split("\n")).toHaveLength(20_003);
  });
});
