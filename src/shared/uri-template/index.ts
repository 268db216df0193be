export { expand } from "./expand.js";
export { match, type MatchedVariables } from "./match.js";
export {
  parseTemplate,
  type TemplatePart,
  type TemplateVariable,
  templateVariables,
  type VarSpec,
} from "./parse-template.js";
