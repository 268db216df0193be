import { isDate, isDateTime, isDuration, isTime } from "./date-time.js";
import { isEmail, isIdnEmail } from "./email.js";
import { isHostname, isIdnHostname } from "./hostname.js";
import { isIpv4, isIpv6 } from "./ip.js";
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from "./uri.js";

/** RFC 6901, 5. */
function isJsonPointer(text: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)*$/u.test(text);
}

/** draft-bhutton-relative-json-pointer-00. */
function isRelativeJsonPointer(text: string): boolean {
  const match = /^(?:0|[1-9]\d*)(#|.*)$/su.exec(text);
  return match !== null && (match[1] === "#" || isJsonPointer(match[1] as string));
}

/** ECMA-262, with the `u` flag as JSON Schema recommends. */
function isRegex(text: string): boolean {
  try {
    return new RegExp(text, "u").unicode;
  } catch {
    return false;
  }
}

/** RFC 4122, 3; any version and variant. */
function isUuid(text: string): boolean {
  return /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(text);
}

/** Every format of JSON Schema 2020-12, section 7.3, by its name. */
const TESTS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  "date-time": isDateTime,
  duration: isDuration,
  email: isEmail,
  hostname: isHostname,
  "idn-email": isIdnEmail,
  "idn-hostname": isIdnHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  iri: isIri,
  "iri-reference": isIriReference,
  "json-pointer": isJsonPointer,
  regex: isRegex,
  "relative-json-pointer": isRelativeJsonPointer,
  time: isTime,
  uri: isUri,
  "uri-reference": isUriReference,
  "uri-template": isUriTemplate,
  uuid: isUuid,
};

/** Whether `text` has the format `name`; an unknown format is not asserted. */
export function isFormat(name: string, text: string): boolean {
  return Object.hasOwn(TESTS, name) ? (TESTS[name] as (text: string) => boolean)(text) : true;
}
