import type * as Sdk from "@modelcontextprotocol/client";

type SdkParts = typeof import("./sdk-parts.js");

let loading: Promise<SdkParts> | undefined;

/** The MCP SDK, loaded on the first connection: importing a generated client must stay cheap. */
export function loadSdk(): Promise<SdkParts> {
  return (loading ??= import("./sdk-parts.js"));
}

/** A result schema that lets everything through: answers are read and validated by this runtime, not by the SDK. */
export const anyResult: Sdk.StandardSchemaV1<unknown, unknown> = {
  "~standard": { version: 1, vendor: "fmcp-codegen", validate: (value: unknown) => ({ value }) },
};

/** Output schemas are checked by the generated validators; the SDK's own check would only get in the way. */
export const noValidation: Sdk.ClientOptions["jsonSchemaValidator"] = {
  getValidator: () => (data) => ({ valid: true, data: data as never, errorMessage: undefined }),
};
