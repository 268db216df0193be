import type * as Sdk from "@modelcontextprotocol/client";
import { expectTypeOf, it } from "vitest";
import type {
  BlobResourceContents,
  ContentBlock,
  PromptMessage,
  TextResourceContents,
} from "../../../src/runtime/results/content-block.js";

it("equals the SDK's type", () => {
  expectTypeOf<ContentBlock>().toEqualTypeOf<Sdk.ContentBlock>();
  expectTypeOf<PromptMessage>().toEqualTypeOf<Sdk.PromptMessage>();
  expectTypeOf<BlobResourceContents>().toEqualTypeOf<Sdk.BlobResourceContents>();
  expectTypeOf<TextResourceContents>().toEqualTypeOf<Sdk.TextResourceContents>();
});
