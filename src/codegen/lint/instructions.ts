/**
 * Wording that addresses a model behind the user's back, or asks for what no tool needs. Each was taken from a published
 * account of tool poisoning. A text can give orders in other words, so finding none proves nothing.
 */
const ORDERS: readonly (readonly [what: string, wording: RegExp])[] = [
  [
    "asks the model to ignore other instructions",
    /\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,2}(?:all|any|the|your|previous|prior|earlier|above|other|system|safety)\s+(?:\w+\s+){0,3}(?:instructions?|prompts?|rules?|guidelines?|polic(?:y|ies)|constraints?)\b/iu,
  ],
  [
    "asks the model to keep something from the user",
    /\b(?:do\s+not|don['’]t|never|without)\s+(?:\w+\s+){0,3}(?:tell(?:ing)?|mention(?:ing)?|inform(?:ing)?|reveal(?:ing)?|notify(?:ing)?|show(?:ing)?|alert(?:ing)?|disclos(?:e|ing)|ask(?:ing)?)\s+(?:\w+\s+){0,4}(?:the\s+|any\s+)?(?:users?|humans?|persons?|operator)\b/iu,
  ],
  [
    "asks for key or credential files",
    /(?:~|\$home|%userprofile%|\/root|\/home\/[\w<>{}$-]+)[\\/]\.(?:ssh|aws|gnupg|kube|netrc|npmrc|pgpass|git-credentials)\b|\bid_(?:rsa|ed25519|ecdsa)\b|\/etc\/(?:passwd|shadow)\b|\b(?:mcp\.json|claude_desktop_config\.json)\b/iu,
  ],
  [
    "asks for the conversation or the system prompt",
    /\b(?:pass|send|include|copy|attach|forward|provide|read|append|put)\s+(?:\w+\s+){0,5}(?:system\s+prompt|(?:entire|whole|full|complete|previous|prior)\s+(?:conversation|chat|context|history|messages?)|conversation\s+history|chat\s+history)\b/iu,
  ],
  [
    "tells the model to call it regardless of the request",
    /\b(?:(?:must|always|first)\s+(?:\w+\s+){0,3}(?:call|use|invoke|run)\s+this\s+(?:tool|function)\b|(?:before|instead\s+of)\s+(?:using|calling|invoking|running)\s+(?:any|all|every|other|another)\s+(?:\w+\s+)?(?:tools?|functions?)\b)/iu,
  ],
  [
    "is formatted as an instruction to the model",
    /<\s*\/?\s*(?:important|system|instructions?|secret|admin|assistant|override)\s*>|\[(?:system|inst)\]|<\|(?:im_start|im_end|system|endoftext)\|>/iu,
  ],
];

/** Returns the orders that a text gives to a model, with their words. */
export function ordersIn(text: string): readonly { readonly what: string; readonly words: string }[] {
  // an order does not continue across an empty line
  const paragraphs = text.split(/\n\s*\n/);
  return ORDERS.flatMap(([what, wording]) => {
    const words = paragraphs.map((paragraph) => wording.exec(paragraph)?.[0]).find((found) => found);
    return words === undefined ? [] : [{ what, words }];
  });
}
