/** The part of the annotations that contains the names of IANA. */
export interface IanaAnnotation {
  readonly kind: string;
  readonly port?: number;
  readonly names?: readonly string[];
}

/**
 * Prints the module with the IANA names of documented ports that Debian's `/etc/services` lacks and Red
 * Hat's has: one port and its names per line.
 *
 * @param known - the names in Debian's file
 */
export function printIanaNames(
  annotations: readonly IanaAnnotation[],
  known: ReadonlySet<string>,
): string {
  const lines = annotations.flatMap(({ kind, port, names = [] }) => {
    const others = kind === "iana-names" ? names.filter((name) => !known.has(name)) : [];
    return others.length > 0 ? [`${port} ${others.join(" ")}`] : [];
  });
  return `// Written by scripts/net-services. Do not edit.

/**
 * The IANA names of documented ports, for both TCP and UDP, that Debian's /etc/services lacks: one port
 * and its names per line.
 */
export const ianaNames = \`${lines.join("\n")}\`;
`;
}
