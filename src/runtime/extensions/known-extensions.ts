/** Tasks (SEP-2663): declared by clients and servers that support them in 2026-07-28. This client implements them. */
export const TASKS = "io.modelcontextprotocol/tasks";
