export { describe, type DescribeOptions, type DocText } from "./describe.js";
