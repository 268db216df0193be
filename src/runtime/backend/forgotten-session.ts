import { INVALID_PARAMS } from "../../shared/json/json-rpc.js";
import { HttpError } from "../errors/http-error.js";
import { McpError } from "../errors/mcp-error.js";
import { ProtocolError } from "../errors/protocol-error.js";
import { parse } from "../receive/index.js";
import { isJsonObject } from "../../shared/json/json.js";

/**
 * Phrases with which servers refuse an unknown session under a status other than 404. "Server not initialized" comes from the
 * TypeScript SDK's transport after a restart, when it has no session yet.
 */
const WORDS =
  "(?:no valid|no active|invalid(?: or expired)?|unknown|expired) (?:mcp )?session|session(?: id)?(?: [\"'`]?[\\w-]{1,128}[\"'`]?)? (?:is |was |has |does )?(?:not found|not exist|expired|unknown|invalid|terminated)|server not initialized";
const SAYS_UNKNOWN = new RegExp(WORDS, "i");

const TITLE =
  "(?:http )?(?:\\d{3} )?(?:bad request|not found|conflict|gone|error|internal(?: server)? error)";

/** The same phrases as the entire message, optionally after a title such as "Bad Request:". */
const SAYS_NOTHING_ELSE = new RegExp(
  `^(?:${TITLE}: )?(?:the |this |your |mcp )?(?:${WORDS})(?: ids?)?(?: provided)?(?:$|[.,:;!(])`,
  "i",
);

/** Statuses that refuse a request before a tool sees it. */
const REFUSES = new Set([400, 409]);

/**
 * Whether an error says that the server does not know the session that a request came with, so that it did nothing about it. MCP
 * 2025-11-25, Streamable HTTP, "Session Management" wants HTTP 404; 410 says the same. With a success or a failure of the server (5xx) the words may be a
 * tool's own, so there they must say nothing else, and the request must not be about a session.
 *
 * @param params of the request
 */
export function tellsForgottenSession(error: unknown, params: Readonly<Record<string, unknown>>): boolean {
  if (!(error instanceof HttpError || error instanceof McpError || error instanceof ProtocolError))
    return false;
  const { status = 200 } = error as { readonly status?: number };
  if (status === 404 || status === 410) return true;
  const said = error instanceof McpError ? error.message : bodyOf(error);
  if (REFUSES.has(status)) return SAYS_UNKNOWN.test(said);
  if (status !== 200 && status < 500) return false;
  if (error instanceof McpError && error.rpcCode === INVALID_PARAMS) return false;
  const texts = error instanceof McpError ? [said] : textsIn(said);
  return (
    texts.some((text) => SAYS_NOTHING_ELSE.test(text)) &&
    !/session/i.test(JSON.stringify(params["arguments"] ?? ""))
  );
}

function bodyOf(error: HttpError | ProtocolError): string {
  const body = error instanceof HttpError ? error.body : error.answer;
  return typeof body === "string" ? body.trim() : "";
}

/** Returns a body, or the texts of its members (`error`, `message`, `detail`), if it is an object in JSON. */
function textsIn(body: string): readonly string[] {
  const value = parse(body);
  if (!isJsonObject(value)) return [body];
  return Object.values(value)
    .flatMap((member) => (isJsonObject(member) ? Object.values(member) : [member]))
    .filter((text) => typeof text === "string");
}
