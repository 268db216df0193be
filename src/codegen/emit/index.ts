export { emit } from "./emit.js";
export { TEMPLATE_FILES, type TemplateSet } from "./file-names.js";
