export { clientFiles } from "./client-files.js";
export { TargetError, TargetUnknownError } from "./output-errors.js";
export { chosenTargets } from "./known-targets.js";
export { targetFiles } from "./target-files.js";
export {
  defineTarget,
  type Target,
  type TargetFile,
  type TargetKit,
  type TargetServer,
  type TargetServerName,
} from "./output-target.js";
