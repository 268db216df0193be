// A stdio server that misbehaves as its script says: `node chaos-stdio.mjs '{"killEvery": 5000}'`.
import { answer, ledgerAt, type Request } from "./protocol.js";

interface Script {
  readonly ledger?: string;
  /** Kills itself with SIGKILL at every n-th tool call that this process sees. */
  readonly killEvery?: number;
  /** Where in that call: before the ledger, after it, or after the answer. Default: at random. */
  readonly killAt?: "before" | "after" | "answered";
  /** Ends after so many bytes of the answer to this method. */
  readonly cut?: { readonly method: string; readonly bytes: number };
  readonly delayMs?: number;
  /** Lines that are no JSON, between answers. */
  readonly noise?: boolean;
  readonly ignoreSigterm?: boolean;
}

const script = JSON.parse(process.argv[2] ?? "{}") as Script;
const record = ledgerAt(script.ledger);
let calls = 0;
let rest = "";

if (script.ignoreSigterm === true) process.on("SIGTERM", () => undefined);

const die = (): never => {
  process.kill(process.pid, "SIGKILL");
  // The signal is on its way: nothing may be answered meanwhile.
  for (;;);
};

function handle(request: Request): void {
  const killing =
    request.method === "tools/call" && script.killEvery !== undefined && ++calls % script.killEvery === 0;
  const at = script.killAt ?? (["before", "after", "answered"] as const)[Math.floor(Math.random() * 3)]!;
  if (killing && at === "before") die();
  const reply = answer(request, record);
  if (killing && at === "after") die();
  if (reply === undefined) return;
  const line = `${JSON.stringify(reply)}\n`;
  if (script.cut?.method === request.method) {
    process.stdout.write(line.slice(0, script.cut.bytes), () => process.exit(9));
    return;
  }
  const send = (): void => {
    if (script.noise === true) process.stdout.write("starting up…\n");
    process.stdout.write(line, killing ? die : undefined);
  };
  if (script.delayMs === undefined) send();
  else setTimeout(send, script.delayMs);
}

process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) if (line.trim() !== "") handle(JSON.parse(line) as Request);
});
process.stdin.on("end", () => process.exit(0));
