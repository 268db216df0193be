import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a scripted model does: calls tools, or says a text, which ends the loop. */
export type Turn = string | readonly Call[];

export interface Call {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
}

/** What the model is told of one call: texts and images in their order, as the request has them. */
export interface Told {
  readonly id: string;
  readonly text: string;
  readonly images: readonly string[];
  readonly isError?: boolean;
}

/** How a provider's HTTP interface says a turn, and where a request says the answers of tools. */
export interface Protocol {
  answer(turn: Turn, number: number): object;
  told(body: never): readonly Told[];
}

/** What came in while a script was played. */
export interface Played {
  readonly told: readonly Told[];
  readonly bodies: readonly unknown[];
}

/**
 * Runs `use` beside an HTTP server that speaks `protocol` and answers each request with the next turn of `script`; resolves to what the
 * requests told the model of its calls.
 */
export async function playing(
  protocol: Protocol,
  script: readonly Turn[],
  use: (baseUrl: string) => Promise<unknown>,
  port = 0,
): Promise<Played> {
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const turn = script[bodies.length];
      bodies.push(JSON.parse(Buffer.concat(parts).toString()));
      response.statusCode = turn === undefined ? 400 : 200;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(turn === undefined ? {} : protocol.answer(turn, bodies.length)));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  // some packages repeat all messages in each request, some send the new ones only
  const told = new Map(bodies.flatMap((body) => protocol.told(body as never)).map((each) => [each.id, each]));
  return { told: [...told.values()], bodies };
}
