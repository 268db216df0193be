/** Codes of JSON-RPC 2.0, section 5.1, that this package reacts to. */
export const METHOD_NOT_FOUND = -32601;
/** JSON-RPC error code for invalid parameters. */
export const INVALID_PARAMS = -32602;
