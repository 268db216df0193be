/** The two eras of MCP: up to 2025-11-25, and since 2026-07-28. */
export type Era = "legacy" | "modern";
