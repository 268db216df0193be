import type * as Sdk from "@modelcontextprotocol/client";
import { expectTypeOf, it } from "vitest";
import type {
  BlobResourceContents,
  ContentBlock,
  PromptMessage,
  TextResourceContents,
} from "../../../src/runtime/results/content-block.js";

it("is the SDK's type, written out", () => {
  expectTypeOf<ContentBlock>().toEqualTypeOf<Sdk.ContentBlock>();
  expectTypeOf<PromptMessage>().toEqualTypeOf<Sdk.PromptMessage>();
  expectTypeOf<BlobResourceContents>().toEqualTypeOf<Sdk.BlobResourceContents>();
  expectTypeOf<TextResourceContents>().toEqualTypeOf<Sdk.TextResourceContents>();
});
