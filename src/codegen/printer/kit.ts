import { type Code, code, join, list, nothing, onLines, operands } from "./code.js";
import { jsdoc } from "./jsdoc.js";
import { identifier, literal, memberKey, number, propertyKey, string } from "./literal.js";

/** The functions that make code: fixed text of templates, and foreign values in a form that keeps them what they are. */
export interface CodeKit {
  /** Tags a template of code; its holes accept `Code`. */
  readonly code: typeof code;
  /** A name that the plan chose. */
  readonly identifier: typeof identifier;
  /** A string literal that decodes to exactly this text. */
  readonly string: typeof string;
  readonly number: typeof number;
  /** Any JSON value. */
  readonly literal: typeof literal;
  /** A key of an object literal. */
  readonly propertyKey: typeof propertyKey;
  /** A key of an interface. */
  readonly memberKey: typeof memberKey;
  /** A doc comment that foreign text can neither end nor turn into a directive. */
  readonly jsdoc: typeof jsdoc;
  readonly list: typeof list;
  readonly join: typeof join;
  readonly onLines: typeof onLines;
  readonly operands: typeof operands;
  readonly nothing: Code;
}

/** The printer's functions as custom targets get them. */
export const codeKit: CodeKit = {
  // template strings of the language are frozen; an imitation could contain foreign text
  code: (fixed, ...holes) => {
    if (!Object.isFrozen(fixed)) throw new TypeError("`code` is the tag of a template.");
    return code(fixed, ...holes);
  },
  ...{ identifier, string, number, literal, propertyKey, memberKey, jsdoc },
  ...{ list, join, onLines, operands, nothing },
};
