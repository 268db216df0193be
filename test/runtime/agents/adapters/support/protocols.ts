import type { Protocol, Told } from "./provider.js";

interface Part {
  readonly type: string;
  readonly text?: string;
  readonly image_url?: string | { readonly url: string };
  readonly source?: { readonly data: string };
}

function read(id: string, content: string | readonly Part[] | undefined, isError?: boolean): Told {
  const parts = typeof content === "string" ? [{ type: "text", text: content }] : (content ?? []);
  const image = ({ image_url, source }: Part): string =>
    source?.data ?? (typeof image_url === "string" ? image_url : (image_url?.url ?? ""));
  return {
    id,
    text: parts.flatMap(({ text }) => text ?? []).join("\n"),
    images: (parts as readonly Part[]).flatMap((part) => (part.type.includes("image") ? image(part) : [])),
    ...(isError !== undefined && { isError }),
  };
}

interface AnthropicBody {
  readonly messages: readonly {
    readonly content:
      | string
      | readonly {
          readonly type: string;
          readonly tool_use_id: string;
          readonly content?: string | readonly Part[];
          readonly is_error?: boolean;
        }[];
  }[];
}

/** Anthropic's Messages API. */
export const MESSAGES: Protocol = {
  answer: (turn, number) => ({
    id: `msg_${number}`,
    type: "message",
    role: "assistant",
    model: "claude-x",
    stop_reason: typeof turn === "string" ? "end_turn" : "tool_use",
    stop_sequence: null,
    content:
      typeof turn === "string"
        ? [{ type: "text", text: turn }]
        : turn.map(({ id, name, args }) => ({ type: "tool_use", id, name, input: args })),
    usage: { input_tokens: 1, output_tokens: 1 },
  }),
  told: ({ messages }: AnthropicBody) =>
    messages.flatMap(({ content }) =>
      typeof content === "string"
        ? []
        : content
            .filter(({ type }) => type === "tool_result")
            .map((block) => read(block.tool_use_id, block.content, block.is_error ?? false)),
    ),
};

interface ResponsesBody {
  readonly input:
    | string
    | readonly {
        readonly type?: string;
        readonly call_id?: string;
        readonly output?: string | readonly Part[];
      }[];
}

/** OpenAI's Responses API. */
export const RESPONSES: Protocol = {
  answer: (turn, number) => ({
    id: `resp_${number}`,
    object: "response",
    created_at: 1,
    status: "completed",
    model: "gpt-5",
    output:
      typeof turn === "string"
        ? [
            {
              id: `msg_${number}`,
              type: "message",
              role: "assistant",
              status: "completed",
              content: [{ type: "output_text", text: turn, annotations: [] }],
            },
          ]
        : turn.map(({ id, name, args }) => ({
            type: "function_call",
            id: `fc_${id}`,
            call_id: id,
            name,
            // a text stands for arguments that are no JSON
            arguments: typeof args === "string" ? args : JSON.stringify(args),
            status: "completed",
          })),
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  }),
  told: ({ input }: ResponsesBody) =>
    (typeof input === "string" ? [] : input).flatMap(({ type, call_id = "", output }) =>
      type === "function_call_output" ? [read(call_id, output)] : [],
    ),
};

interface ChatBody {
  readonly messages: readonly {
    readonly role: string;
    readonly tool_call_id?: string;
    readonly content?: string | readonly Part[];
  }[];
}

/** OpenAI's Chat Completions. */
export const CHAT: Protocol = {
  answer: (turn, number) => ({
    id: `chatcmpl-${number}`,
    object: "chat.completion",
    created: 1,
    model: "gpt-5",
    choices: [
      {
        index: 0,
        finish_reason: typeof turn === "string" ? "stop" : "tool_calls",
        message:
          typeof turn === "string"
            ? { role: "assistant", content: turn }
            : {
                role: "assistant",
                content: null,
                tool_calls: turn.map(({ id, name, args }) => ({
                  id,
                  type: "function",
                  function: { name, arguments: JSON.stringify(args) },
                })),
              },
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  }),
  told: ({ messages }: ChatBody) =>
    messages.flatMap(({ role, tool_call_id = "", content }) =>
      role === "tool" ? [read(tool_call_id, content)] : [],
    ),
};

interface GoogleBody {
  readonly contents: readonly {
    readonly parts: readonly {
      readonly functionResponse?: { readonly id?: string; readonly response: Record<string, unknown> };
      readonly inlineData?: { readonly data: string };
    }[];
  }[];
}

/** Google's `generateContent`. */
export const GOOGLE_CONTENT: Protocol = {
  answer: (turn) => ({
    modelVersion: "gemini-x",
    candidates: [
      {
        index: 0,
        finishReason: "STOP",
        content: {
          role: "model",
          parts:
            typeof turn === "string"
              ? [{ text: turn }]
              : turn.map(({ id, name, args }) => ({ functionCall: { id, name, args } })),
        },
      },
    ],
  }),
  told: ({ contents }: GoogleBody) => {
    const parts = contents.flatMap((content) => content.parts);
    return parts.flatMap(({ functionResponse: said }, index) => {
      if (said === undefined) return [];
      const next = parts.slice(index + 1);
      const until = next.findIndex(({ inlineData }) => inlineData === undefined);
      return {
        id: said.id ?? "",
        text: String(said.response["output"] ?? said.response["error"]),
        images: next
          .slice(0, until === -1 ? undefined : until)
          .flatMap((part) => part.inlineData?.data ?? []),
        isError: said.response["error"] !== undefined,
      };
    });
  },
};
