import type { Category, PortNumber } from "../dataset/literals.generated.ts";
import type { Protection, Scope } from "../dataset/types.ts";
import type { Direction, Protocol } from "../net/types.ts";
import type { OneOrMany } from "../util/one-or-many.ts";
import type { KnownService } from "./known.ts";

/**
 * Which ports to list. A field takes one value or several (any of them may hold; an empty list is
 * held by no port); the fields combine (all of them must hold); a field left out does not matter.
 *
 * `S` and `L` are the words for services that stand alone and in a list: the compiler refuses literals
 * that are none.
 */
export interface PortFilter<S extends string = string, L extends string = S> {
  /** Any port number; one that no release documents matches nothing. */
  readonly port?: OneOrMany<PortNumber | (number & {})> | undefined;
  /**
   * A word for services, in any case: an id, else a name or an alias (`"imap"`, `"WHM"`, `"exim"`), else a
   * daemon (`"cpsrvd"`: all services that it serves in any release), else a category (`"mail"`: all of it).
   * A word stands for whole services: `"imaps"` finds 143 too.
   */
  readonly service?: KnownService<S> | readonly KnownService<L>[] | undefined;
  readonly category?: OneOrMany<Category> | undefined;
  /** The ticks Inbound and Outbound of the page; a port can have both. */
  readonly direction?: OneOrMany<Direction> | undefined;
  /** The ticks TCP and UDP of the page; a port can have both. */
  readonly protocol?: OneOrMany<Protocol> | undefined;
  readonly scope?: OneOrMany<Scope> | undefined;
  /** See {@link Protection}: `"implicit"` is TLS from the first byte. */
  readonly protection?: OneOrMany<Protection> | undefined;
}
