import type { ProviderProfile } from "./profile.js";

const SCALARS = ["string", "number", "boolean", "null"] as const;
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

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
  references: true,
  untyped: false,
  propertyName: /^[^\p{Cc}]{1,256}$/u,
  toolName: NAME,
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
  references: false,
  untyped: true,
  propertyName: /^[a-zA-Z0-9_.-]{1,64}$/,
  toolName: NAME,
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
  references: false,
  untyped: false,
  propertyName: /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/,
  toolName: /^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$/,
  limits: {
    ...{ depth: 16, properties: 2_000, enumValues: 1_000, characters: 120_000 },
    longEnumCharacters: Infinity,
  },
};
