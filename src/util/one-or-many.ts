/** One value or several. */
export type OneOrMany<T> = T | readonly T[];
