export { emit } from "./emit.js";
export { TEMPLATE_FILES, type TemplateFile, type TemplateSet } from "./file-names.js";
