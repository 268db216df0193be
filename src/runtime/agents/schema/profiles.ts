import type { ProviderProfile } from "./profile.js";

const SCALARS = ["string", "number", "boolean", "null"] as const;
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const GOOGLE_NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/;

/**
 * Images that every provider takes. OpenAI: https://developers.openai.com/api/docs/guides/images-vision#image-input-requirements;
 * Anthropic: https://platform.claude.com/docs/en/build-with-claude/vision.
 */
export const IMAGES: readonly string[] = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const PDF = "application/pdf";

/** OpenAI, Structured Outputs: "Supported schemas" (https://developers.openai.com/api/docs/guides/structured-outputs). */
export const OPENAI_STRICT: ProviderProfile = {
  name: "OpenAI (strict)",
  source: "https://developers.openai.com/api/docs/guides/structured-outputs#supported-schemas",
  keywords: new Set([
    "title",
    "pattern",
    "format",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minItems",
    "maxItems",
  ]),
  formats: new Set(["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"]),
  enumKinds: new Set(SCALARS),
  strict: true,
  recursion: "any",
  tuples: false,
  untyped: false,
  propertyName: /^[^\p{Cc}]{1,256}$/u,
  toolName: NAME,
  // "A max of 128 functions are supported" (API reference, chat completions, `tools`)
  tools: 128,
  // https://developers.openai.com/api/docs/guides/file-inputs: PDF in every API that takes files
  media: [...IMAGES, PDF],
  limits: {
    ...{ depth: 10, properties: 5_000, enumValues: 1_000, characters: 120_000 },
    longEnumCharacters: 15_000,
  },
};

/** OpenAI, function calling without `strict` (https://developers.openai.com/api/docs/guides/function-calling). */
export const OPENAI: ProviderProfile = {
  ...OPENAI_STRICT,
  name: "OpenAI",
  source: "https://developers.openai.com/api/docs/guides/function-calling",
  keywords: new Set([
    ...OPENAI_STRICT.keywords,
    "default",
    "minLength",
    "maxLength",
    "uniqueItems",
    "additionalProperties",
  ]),
  strict: false,
  untyped: true,
};

/** Packages that serve models of any provider, and convert what a provider does not take except names of properties. */
export const ANY_PROVIDER: ProviderProfile = {
  ...OPENAI,
  name: "any provider",
  // the narrowest: Google's (below)
  propertyName: GOOGLE_NAME,
};

/** Anthropic, tool use: `input_schema` (https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview). */
export const ANTHROPIC: ProviderProfile = {
  name: "Anthropic",
  source: "https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools",
  keywords: new Set([
    "title",
    "default",
    "pattern",
    "format",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "additionalProperties",
  ]),
  enumKinds: new Set(SCALARS),
  strict: false,
  // "input_schema: a JSON Schema object": any of draft 2020-12, references included, while `strict` is not set
  recursion: "any",
  tuples: true,
  untyped: true,
  propertyName: /^[a-zA-Z0-9_.-]{1,64}$/,
  toolName: NAME,
  tools: Infinity,
  // https://platform.claude.com/docs/en/agents-and-tools/tool-use/handle-tool-calls: text, image and document blocks
  media: [...IMAGES, PDF],
  limits: {
    depth: 30,
    properties: 5_000,
    enumValues: 5_000,
    characters: 500_000,
    longEnumCharacters: Infinity,
  },
};

/** Google, `parametersJsonSchema` of a function declaration (https://ai.google.dev/api/caching#FunctionDeclaration). */
export const GOOGLE: ProviderProfile = {
  name: "Google",
  source: "https://ai.google.dev/gemini-api/docs/structured-output#json_schema_support",
  keywords: new Set([
    "title",
    "format",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "additionalProperties",
  ]),
  formats: new Set(["date-time", "date", "time", "enum", "int32", "int64", "float", "double"]),
  enumKinds: new Set(["string", "number"]),
  strict: false,
  // https://ai.google.dev/api/generate-content#FIELDS.response_json_schema: cyclic references "may only be used within non-required
  // properties"; `prefixItems` is in its list
  recursion: "optional",
  tuples: true,
  untyped: false,
  propertyName: GOOGLE_NAME,
  toolName: /^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$/,
  // https://docs.cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/Tool: "Maximum 512 function declarations"
  tools: 512,
  // https://ai.google.dev/gemini-api/docs: image, audio, video and document understanding
  media: [
    ...["image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"],
    ...["audio/wav", "audio/mp3", "audio/mpeg", "audio/aiff", "audio/aac", "audio/ogg", "audio/flac"],
    ...["video/mp4", "video/mpeg", "video/quicktime", "video/webm", "video/x-flv", "video/wmv", "video/3gpp"],
    PDF,
  ],
  limits: {
    ...{ depth: 16, properties: 2_000, enumValues: 1_000, characters: 120_000 },
    longEnumCharacters: Infinity,
  },
};
