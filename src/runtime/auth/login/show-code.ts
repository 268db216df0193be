import { show } from "../../../shared/text/show.js";
import { host } from "../../platform/host.js";

/** What a person has to do on another device (RFC 8628 §3.3). */
export interface DevicePrompt {
  /** Page to visit. */
  readonly verificationUri: URL;
  /** The same page with the code in it, where the server has one. */
  readonly verificationUriComplete?: URL;
  /** To enter there. */
  readonly userCode: string;
  /** The code is good until then, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Says on stderr where to enter which code. */
export function showCodeOnTerminal(prompt: DevicePrompt): void {
  const complete = prompt.verificationUriComplete;
  const direct = complete === undefined ? "" : `, or visit:\n${complete.href}\n`;
  host.tell(
    `To log in, visit ${prompt.verificationUri.href} on any device and enter the code ${show(prompt.userCode)}${direct || "\n"}`,
  );
}
