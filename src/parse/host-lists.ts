import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";

/** What a list of hosts does: it lets its entries in, or blocks them. */
export type HostListKind = "allow" | "deny";

/** What the inputs that are lists of hosts do, by their indices from 0. */
export type HostLists = Readonly<Partial<Record<number, HostListKind>>>;

const kinds: readonly HostListKind[] = ["allow", "deny"];

/** @throws {@link InvalidOptionError} for a kind that does not exist, with which bans would be lost */
export function checkHostLists(lists: HostLists | undefined): void {
  for (const [input, kind] of Object.entries(lists ?? {})) {
    if (kind !== undefined && !kinds.includes(kind)) {
      throw new InvalidOptionError(`lists has ${quote(kind)} for input ${input}`, {
        field: "lists",
        input: kind,
        expected: '"allow" or "deny"',
        accepted: kinds,
      });
    }
  }
}
