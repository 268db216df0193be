export {
  Code,
  code,
  isCode,
  join,
  list,
  type ListOptions,
  nothing,
  onLines,
  operands,
  print,
} from "./code.js";
export { type DocTag, jsdoc } from "./jsdoc.js";
export { fillTemplate, TemplateError, type TemplateHoles } from "./template.js";
export { identifier, literal, memberKey, number, propertyKey, string } from "./literal.js";
export { type CodeKit, codeKit } from "./kit.js";
