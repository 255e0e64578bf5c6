import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";

/** The kind of a host list: it allows its entries, or blocks them. */
export type HostListKind = "allow" | "deny";

/** The kinds of the inputs that are host lists, by index from 0. */
export type HostLists = Readonly<Partial<Record<number, HostListKind>>>;

const kinds: readonly HostListKind[] = ["allow", "deny"];

/** @throws {@link InvalidOptionError} if a kind is unknown, because bans could be lost otherwise */
export function checkHostLists(lists: HostLists | undefined): void {
  for (const [input, kind] of Object.entries(lists ?? {})) {
    if (kind !== undefined && !kinds.includes(kind)) {
      throw new InvalidOptionError(
        `lists has ${quote(kind)} for input ${Number(input) + 1} (index ${input})`,
        {
          field: "lists",
          input: kind,
          expected: '"allow" or "deny"',
          accepted: kinds,
        },
      );
    }
  }
}
