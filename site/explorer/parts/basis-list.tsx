import type { Basis } from "cpanel-ports";

interface BasisListProps {
  readonly basis: readonly Basis[];
  /** The page that the table, note or text belongs to. */
  readonly page?: string | undefined;
  /** The text before the sources. */
  readonly label?: string | undefined;
}

/** The sources of a fact, as links if they have an address. */
export function BasisList({ basis, page, label = "Source: " }: BasisListProps) {
  if (basis.length === 0) {
    return null;
  }
  return (
    <span class="basis">
      {label}
      {basis.map((each, index) => (
        <span key={`${index} ${each.kind}`}>
          {index > 0 && ", "}
          <BasisLink basis={each} page={page} />
        </span>
      ))}
    </span>
  );
}

function BasisLink({ basis, page }: { basis: Basis; page: string | undefined }) {
  switch (basis.kind) {
    case "table":
      return <PageLink page={page}>the page's table</PageLink>;
    case "note":
      return <PageLink page={page}>the page's note</PageLink>;
    case "page":
      return <PageLink page={page}>the page</PageLink>;
    case "iana":
      return <>the IANA port number registry</>;
    case "rfc":
      return (
        <a href={`https://www.rfc-editor.org/rfc/rfc${basis.number}`}>
          RFC {basis.number}
          {basis.section === null ? "" : `, section ${basis.section}`}
        </a>
      );
    case "whm-api":
      return <code>WHM API 1 {basis.function}</code>;
    case "documentation":
      return (
        <a href={basis.url}>
          {pageName(basis.url)}
          {basis.asOf === undefined ? "" : ` (copy of ${basis.asOf})`}
        </a>
      );
    case "secondary":
      return <a href={basis.url}>{pageName(basis.url)}</a>;
  }
}

function PageLink({ page, children }: { page: string | undefined; children: string }) {
  return page === undefined ? <span>{children}</span> : <a href={page}>{children}</a>;
}

/** The host, and the last meaningful part of the path. */
function pageName(url: string): string {
  const { host, pathname } = new URL(url);
  const last = pathname.split("/").findLast((each) => each !== "");
  return last === undefined ? host : `${host}: ${last.replaceAll("-", " ")}`;
}
