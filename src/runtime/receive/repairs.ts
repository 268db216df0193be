/** Repairs to a message, as clauses fit to show, such as `"_meta" was null`. */
export type Repairs = string[];
