// `fmcp-codegen/runtime`: for code generated before `fmcp-runtime` was a separate package.
export * from "fmcp-runtime";
export * from "fmcp-runtime/auth";
export * from "fmcp-runtime/balance";
export * from "fmcp-runtime/batch";
export * from "fmcp-runtime/multi";
export * from "fmcp-runtime/sampling";
export * from "fmcp-runtime/skills";
export * from "fmcp-runtime/tasks";
export * from "fmcp-runtime/telemetry";
export * from "fmcp-runtime/transport";
export * from "fmcp-runtime/validators";
export type { GroupMembers, ListDiagnostic, ListPage, RejectedItem } from "fmcp-runtime/internal";
