import type * as Sdk from "@modelcontextprotocol/client";

type SdkParts = typeof import("./sdk-parts.js");

let loading: Promise<SdkParts> | undefined;

/** Loads the MCP SDK on the first connection: importing a generated client must stay cheap. */
export function loadSdk(): Promise<SdkParts> {
  return (loading ??= import("./sdk-parts.js"));
}

/** A result schema that accepts everything: this runtime reads and validates answers, not the SDK. */
export const anyResult: Sdk.StandardSchemaV1<unknown, unknown> = {
  "~standard": { version: 1, vendor: "fmcp-codegen", validate: (value: unknown) => ({ value }) },
};

/** Turns off the SDK's check of output schemas: the generated validators do it. */
export const noValidation: Sdk.ClientOptions["jsonSchemaValidator"] = {
  getValidator: () => (data) => ({ valid: true, data: data as never, errorMessage: undefined }),
};
