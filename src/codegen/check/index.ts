export { check, type CheckReport, type StaleFile, type StaleReason } from "./check.js";
export { type Contract, loadContract } from "./load-contract.js";
export { findLock, loadLock, type LocatedLock } from "./load-lock.js";
