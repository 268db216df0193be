// Codes of JSON-RPC 2.0, section 5.1, that this package sends or reacts to.

/** The method does not exist. */
export const METHOD_NOT_FOUND = -32601;
/** The parameters are not valid. */
export const INVALID_PARAMS = -32602;
/** An error inside the receiver. */
export const INTERNAL_ERROR = -32603;
