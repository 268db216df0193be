/** What one combination of grant, store, clients, era and cache came to. */
export interface Row {
  readonly grant: string;
  readonly store: string;
  /** One client of all users, rather than one each. */
  readonly one: boolean;
  readonly answers: number;
  readonly crossings: number;
  readonly failures: number;
}

const sum = (rows: readonly Row[], what: "answers" | "crossings" | "failures"): number =>
  rows.reduce((count, each) => count + each[what], 0);

/** Whether everybody was answered, and nobody with what is another's. */
export function isFine(rows: readonly Row[]): boolean {
  return sum(rows, "answers") > 0 && sum(rows, "crossings") === 0 && sum(rows, "failures") === 0;
}

export function totalOf(rows: readonly Row[], users: number): string {
  return `${rows.length} combinations of ${users} users: ${sum(rows, "answers")} answers, ${sum(rows, "crossings")} crossings, ${sum(rows, "failures")} failures`;
}

/** The last full table, as it is committed: a row for each grant, store and way of having clients. */
export function page(rows: readonly Row[], users: number): string {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = [row.grant, row.store, row.one ? "one of all users" : "one each"].join(" | ");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines = [...groups].map(
    ([key, of]) =>
      `| ${key} | ${of.length} | ${sum(of, "answers")} | ${sum(of, "crossings")} | ${sum(of, "failures")} |`,
  );
  return `# Many users of one process, measured

\`npm run tenants\` lets ${users} users ask at the same time, with every grant, store of tokens, era of the protocol and way of having
clients, with and without a cache. The server answers with who asked. An answer that names another user, or a request in a session that
another user opened, is a crossing. ${totalOf(rows, users)}.

| grant | tokens in | clients | combinations | answers | crossings | failures |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
`;
}
