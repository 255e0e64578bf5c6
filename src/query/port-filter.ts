import type { Category, PortNumber } from "../dataset/literals.generated.ts";
import type { Protection, Scope } from "../dataset/types.ts";
import type { Direction, Protocol } from "../net/types.ts";
import type { OneOrMany } from "../util/one-or-many.ts";
import type { KnownService } from "./known.ts";

/**
 * A filter for ports. A port matches if it matches every given field. A field with several values matches if one of them
 * does; an empty list matches no port.
 *
 * `S` and `L` are the types of a single word for services and of words in a list. The compiler rejects literals of
 * unknown words.
 */
export interface PortFilter<S extends string = string, L extends string = S> {
  /** The port numbers; a port that no release documents matches nothing. */
  readonly port?: OneOrMany<PortNumber | (number & {})> | undefined;
  /**
   * The services, as words in any case: an id, a name or an alias (`"imap"`, `"WHM"`, `"exim"`), a daemon (`"cpsrvd"`:
   * all services that it serves in any release), or a category (`"mail"`). A word always selects whole services:
   * `"imaps"` also finds 143.
   */
  readonly service?: KnownService<S> | readonly KnownService<L>[] | undefined;
  /** The categories of services. */
  readonly category?: OneOrMany<Category> | undefined;
  /** The directions ticked on the page; a port can have both. */
  readonly direction?: OneOrMany<Direction> | undefined;
  /** The protocols ticked on the page; a port can have both. */
  readonly protocol?: OneOrMany<Protocol> | undefined;
  /** Who may reach the port, see {@link Scope}. */
  readonly scope?: OneOrMany<Scope> | undefined;
  /** How connections are protected, see {@link Protection}: `"implicit"` is TLS from the first byte. */
  readonly protection?: OneOrMany<Protection> | undefined;
}
