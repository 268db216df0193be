export { type FoundTool, type ToolFiles, type ToolSearch, toolSearch } from "./tools/search/tool-search.js";
