export { setMaxListeners } from "node:events";
