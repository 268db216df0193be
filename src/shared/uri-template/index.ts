export { expand } from "./expand.js";
export {
  parseTemplate,
  type TemplatePart,
  type TemplateVariable,
  templateVariables,
  type VarSpec,
} from "./parse.js";
