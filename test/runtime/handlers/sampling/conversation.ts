import type { CreateMessageRequestParams, SamplingMessage } from "@modelcontextprotocol/client";

/** One conversation that holds every kind of block: what each adapter must carry over. */
export const conversation: SamplingMessage[] = [
  { role: "user", content: { type: "text", text: "What is in it?" } },
  {
    role: "user",
    content: [
      { type: "image", data: "aW1n", mimeType: "image/png" },
      { type: "text", text: "this" },
    ],
  },
  {
    role: "assistant",
    content: [
      { type: "text", text: "Let me look." },
      { type: "tool_use", id: "c1", name: "look", input: { at: [1, 2] } },
    ],
  },
  {
    role: "user",
    content: [
      { type: "text", text: "and?" },
      { type: "tool_result", toolUseId: "c1", content: [{ type: "text", text: "a cat" }], isError: false },
    ],
  },
];

export const params: CreateMessageRequestParams = {
  messages: conversation,
  maxTokens: 100,
  systemPrompt: "Be brief.",
  temperature: 0.5,
  stopSequences: ["END"],
  tools: [
    {
      name: "look",
      description: "Looks.",
      inputSchema: { type: "object", properties: { at: { type: "array" } } },
    },
  ],
  toolChoice: { mode: "required" },
};

export const context = { server: "s", signal: new AbortController().signal };
