import { isHostname, isIdnHostname } from "./hostname.js";
import { isIpv4, isIpv6 } from "./ip.js";

/** RFC 5321, 4.1.2, `Mailbox`. */
export function isEmail(text: string): boolean {
  return isMailbox(
    text,
    /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/,
    /^"(?:[ !#-[\]-~]|\\[ -~])*"$/,
    isHostname,
  );
}

/** RFC 6531: the same with letters of every script. */
export function isIdnEmail(text: string): boolean {
  return isMailbox(
    text,
    /^[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+)*$/u,
    /^"(?:[ !#-[\]-~\u0080-\u{10ffff}]|\\[ -~])*"$/u,
    (domain) => isIdnHostname(domain.normalize("NFC")),
  );
}

function isMailbox(
  text: string,
  atoms: RegExp,
  quoted: RegExp,
  isDomain: (text: string) => boolean,
): boolean {
  const at = text.lastIndexOf("@");
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || !(atoms.test(local) || quoted.test(local))) return false;
  const address = /^\[(?:(IPv6):)?(.*)\]$/i.exec(domain);
  if (address === null) return isDomain(domain);
  return address[1] === undefined ? isIpv4(address[2] as string) : isIpv6(address[2] as string);
}
