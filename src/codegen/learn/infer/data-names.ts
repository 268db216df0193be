const PATTERNS: readonly RegExp[] = [
  // numbers, UUIDs, digests
  /^\d+$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^[0-9a-f]{16,}$/i,
  // dates
  /^\d{4}-\d{2}(-\d{2})?(?![\w-])/,
  /^\d{4}-\d{2}-\d{2}T/,
  // URLs, addresses of mail, hosts
  /^[a-z][a-z0-9+.-]*:\/\//i,
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  /^(localhost|\d{1,3}(\.\d{1,3}){3}|[\w-]+(\.[\w-]+)*\.(com|org|net|edu|gov|local|internal))(:\d+)?$/i,
  // paths and files
  /^(\.{0,2}[\\/]|[a-z]:[\\/]|~\/)/i,
  /^[^:]*[\\/][^\\/]*\.[a-z0-9]{1,5}$/i,
  /^[\w.-]+\.(c|cc|cpp|cs|css|csv|go|h|html|java|js|json|jsx|kt|lock|log|md|mjs|pdf|php|png|py|rb|rs|sh|sql|svg|toml|ts|tsx|txt|xml|ya?ml)$/i,
];

/** Whether a name comes from data: a number, an identifier, a date, an address, a path. */
export function isDataName(name: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(name));
}
