export { loadConfigFile, saveConfigFile, updateConfigFile, workspaceFolderOf } from "./config-file.js";
