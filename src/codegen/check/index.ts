export { check, type CheckReport, type StaleFile, type StaleReason } from "./check.js";
export { type Contract, loadContract, loadLock } from "./load-contract.js";
