import { checkedHeaders } from "../transport/http/headers.js";

/**
 * Returns the header of a bearer token (RFC 6750, 2.1).
 *
 * @throws ConfigurationError HTTP does not allow the token; the message does not show it
 */
export function bearerHeader(token: string, label: string): Headers {
  return checkedHeaders({ authorization: `Bearer ${token}` }, label);
}
