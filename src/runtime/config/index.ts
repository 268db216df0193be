export { loadConfigFile, saveConfigFile, updateConfigFile, workspaceFolderOf } from "./config-file.js";
export { describeFaults } from "./describe-faults.js";
