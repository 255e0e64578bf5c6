import type { PortNumber, Ports, PortsByRelease, ReleaseNumber } from "./literals.generated.ts";
import type { PortEntry } from "./types.ts";

/**
 * The ports that a release documents; for several releases, the ports that any of them documents.
 *
 * @example
 * ```ts
 * import type { PortIn } from "cpanel-ports";
 *
 * const port: PortIn<126> = 2083;
 * port; // => 2083
 * ```
 */
export type PortIn<R extends ReleaseNumber = ReleaseNumber> = R extends unknown
  ? PortsByRelease[R]
  : never;

/** {@link PortIn} as a union of ports, so that the compiler compares ports and not releases. */
type PortsAmong<R extends ReleaseNumber> = {
  [P in PortNumber]: R extends Ports[P] ? P : never;
}[PortNumber];

/** {@link PortIn}, or any port for a release known only at run time. */
export type PortsOf<R extends number> = R extends ReleaseNumber ? PortsByRelease[R] : PortNumber;

/** The return type of {@link getPort} for a release and a port: an entry, `undefined`, or either. */
export type PortAt<R extends number, P extends number> = P extends PortNumber
  ? R extends Ports[P]
    ? PortEntry<P>
    : R extends ReleaseNumber
      ? undefined
      : PortEntry<P> | undefined
  : number extends P
    ? R extends ReleaseNumber
      ? PortEntry<PortsByRelease[R]> | undefined
      : PortEntry | undefined
    : undefined;

/**
 * The ports that the second release documents and the first does not.
 *
 * @example
 * ```ts
 * import type { AddedPorts } from "cpanel-ports";
 *
 * const port: AddedPorts<126, 118> = 2091;
 * port; // => 2091
 * ```
 */
export type AddedPorts<From extends ReleaseNumber, To extends ReleaseNumber> = From extends unknown
  ? To extends unknown
    ? Exclude<PortsAmong<To>, PortsAmong<From>>
    : never
  : never;

/**
 * The ports that the first release documents and the second does not.
 *
 * @example
 * ```ts
 * import type { RemovedPorts } from "cpanel-ports";
 *
 * const port: RemovedPorts<118, 126> = 2195;
 * port; // => 2195
 * ```
 */
export type RemovedPorts<From extends ReleaseNumber, To extends ReleaseNumber> = AddedPorts<
  To,
  From
>;
