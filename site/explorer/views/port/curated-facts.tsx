import { type PortSpan, releases } from "cpanel-ports";
import { BasisList } from "../../parts/basis-list.tsx";
import { protectionWords } from "../../parts/entry-words.ts";
import { Fact, Facts } from "../../parts/facts.tsx";
import { PortLink, ServiceLinks } from "../../parts/links.tsx";
import { Remarks } from "../../parts/remarks.tsx";

/** The curated facts about a port, each with its sources. */
export function CuratedFacts({ span: { entry, through } }: { span: PortSpan }) {
  const page = releases.find((each) => each.release === through)?.source.url;
  return (
    <>
      <Facts>
        <Fact name="Services">
          <ServiceLinks services={entry.services} />
        </Fact>
        <Fact name="Categories">
          {entry.categories.map((each) => each.replaceAll("-", " ")).join(", ")}
        </Fact>
        <Fact name="Protection">
          {protectionWords[entry.protection]}{" "}
          <BasisList basis={entry.basis.protection} page={page} />
        </Fact>
        <Fact name="TLS twin">
          {entry.twin === null ? (
            <span class="quiet">none</span>
          ) : (
            <>
              <PortLink port={entry.twin} />, the same service{" "}
              {entry.protection === "implicit" ? "without" : "with"} TLS from the first byte{" "}
            </>
          )}
          <BasisList basis={entry.basis.twin} page={page} />
        </Fact>
        <Fact name="IANA service names">
          {entry.ianaNames.length === 0 ? (
            <span class="quiet">none</span>
          ) : (
            <code>{entry.ianaNames.join(", ")}</code>
          )}
        </Fact>
        <Fact name="Source ports">
          {entry.sourcePorts === "undocumented" ? (
            <span class="quiet">undocumented</span>
          ) : (
            <>
              {entry.sourcePorts.join(", ")}{" "}
              <BasisList basis={entry.basis.sourcePorts} page={page} />
            </>
          )}
        </Fact>
        {entry.conditions.map((each) => (
          <Fact key={each.id} name="Condition">
            {each.protocols.join(" and ").toUpperCase()} {each.text}{" "}
            <BasisList basis={each.basis} page={page} />
          </Fact>
        ))}
      </Facts>
      <Remarks remarks={entry.annotations} {...(page === undefined ? {} : { page })} />
    </>
  );
}
