export { expand } from "./expand.js";
export { parseTemplate, type TemplatePart, templateVariables, type VarSpec } from "./parse.js";
