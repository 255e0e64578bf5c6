import type { Category, PortNumber, ServiceId } from "../dataset/literals.generated.ts";
import type { Protection, Scope } from "../dataset/types.ts";
import type { Direction, Protocol } from "../net/types.ts";
import type { OneOrMany } from "../util/one-or-many.ts";

/**
 * Which ports to list. A field takes one value or several (any of them may hold; an empty list is
 * held by no port); the fields combine (all of them must hold); a field left out does not matter.
 */
export interface PortFilter {
  readonly port?: OneOrMany<PortNumber | (number & {})> | undefined;
  /**
   * An id, a name or an alias of a service, in any case: `"imap"`, `"WHM"`, `"exim"`. An alias stands
   * for the whole service: `"imaps"` finds 143 too.
   */
  readonly service?: OneOrMany<ServiceId | (string & {})> | undefined;
  readonly category?: OneOrMany<Category> | undefined;
  /** The ticks Inbound and Outbound of the page; a port can have both. */
  readonly direction?: OneOrMany<Direction> | undefined;
  /** The ticks TCP and UDP of the page; a port can have both. */
  readonly protocol?: OneOrMany<Protocol> | undefined;
  readonly scope?: OneOrMany<Scope> | undefined;
  /** See {@link Protection}: `"implicit"` is TLS from the first byte. */
  readonly protection?: OneOrMany<Protection> | undefined;
}
