export { toolDoc } from "./docs.js";
export { emit, printModule, textOf } from "./emit.js";
export { serverFiles, TEMPLATE_FILES, type TemplateSet } from "./file-names.js";
export { importSpecifier } from "./imports.js";
