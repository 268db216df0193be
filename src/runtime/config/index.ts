export { loadConfigFile, saveConfigFile, updateConfigFile } from "./config-file.js";
