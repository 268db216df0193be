import { domainToASCII, domainToUnicode } from "node:url";
import { expect, it } from "vitest";
import * as web from "../../../src/runtime/validation/formats/domain.web.js";

it.each([
  "example.com",
  "bücher.example",
  "xn--bcher-kva.example",
  "例え.jp",
  "faß.de",
  "xn--zz--",
  "a b",
  "한국",
  "xn--3e0b707e",
  "",
])("the web build reads %j as Node does", (domain) => {
  expect(web.domainToASCII(domain)).toBe(domainToASCII(domain));
  expect(web.domainToUnicode(domain)).toBe(domainToUnicode(domain));
});
