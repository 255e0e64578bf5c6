/** The annotations of the data, as far as they have the names of IANA. */
export interface IanaAnnotation {
  readonly kind: string;
  readonly port?: number;
  readonly names?: readonly string[];
}

/**
 * Prints the module with the names that IANA registers for documented ports and `/etc/services` of Debian
 * lacks, and which that of Red Hat's systems has: a port and its names a line.
 *
 * @param known - the names that Debian has
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
 * The names that IANA registers for documented ports, TCP and UDP alike, and that /etc/services of
 * Debian lacks: a port and its names a line.
 */
export const ianaNames = \`${lines.join("\n")}\`;
`;
}
