/** Verbs of several words, and the verb of one word that says the same. */
const PHRASES: readonly (readonly [RegExp, string])[] = (
  [
    ["get rid of|throw away|throw out|take away|take off|wipe out|clean up|clear out", "remove"],
    ["set up|bring up|spin up", "setup"],
    ["turn on|switch on", "enable"],
    ["turn off|switch off", "disable"],
    ["shut down", "stop"],
    ["look up|find out", "lookup"],
    ["look for", "search"],
    ["look at", "view"],
    ["log in|sign in|log on", "login"],
    ["log out|sign out|log off", "logout"],
    ["go to", "navigate"],
    ["go on|carry on", "continue next"],
    ["go back|roll back", "rollback back"],
    ["write down|note down", "add note"],
    ["leave an?", "add"],
    ["take part|takes part", "participant"],
    ["give back|hand back", "return"],
    ["fill in|fill out", "fill"],
    ["put together", "create"],
    ["make a copy of", "copy"],
    ["work out", "calculate"],
    ["how many", "count"],
    ["how much", "amount"],
    ["how long", "duration"],
    ["how far", "distance"],
  ] as const
).map(([phrases, word]) => [new RegExp(`\\b(?:${phrases})\\b`, "gi"), word]);

/** A query with one word for each such verb. */
export function withoutPhrases(query: string): string {
  return PHRASES.reduce((text, [phrase, word]) => text.replace(phrase, word), query);
}
