/** Node's crypto, loaded when it is first used: a static import costs every program that imports this package 3 ms. */
export function crypto(): typeof import("node:crypto") {
  return process.getBuiltinModule("node:crypto");
}
