import { type LifecycleDate, laterReleases, releases } from "cpanel-ports";
import { BasisList } from "../../parts/basis-list.tsx";
import { Fact, Facts } from "../../parts/facts.tsx";

/** When a release came out, how long it is maintained, and whether it is a Long-Term Support release. */
export function Lifecycle({ version }: { version: number }) {
  const release = releases.find((each) => each.release === version);
  const known = release ?? laterReleases.find((each) => each.release === version);
  if (!known) {
    return <p class="quiet">No source in this dataset has dates for this release.</p>;
  }
  return (
    <Facts>
      <Fact name="First public build">
        <DateText date={known.firstPublicBuild} />
      </Fact>
      <Fact name="End of life">
        <DateText date={known.endOfLife} />
      </Fact>
      {release && release.extendedSupport !== "unknown" && (
        <Fact name="Extended support">
          until {release.extendedSupport.until} on {release.extendedSupport.systems.join(" and ")}{" "}
          <BasisList basis={release.extendedSupport.basis} />
        </Fact>
      )}
      <Fact name="Long-Term Support">
        {known.longTermSupport === "unknown" ? (
          <span class="quiet">unknown: no source says</span>
        ) : (
          <>
            {known.longTermSupport ? "yes" : "no"} <BasisList basis={known.longTermSupportBasis} />
          </>
        )}
      </Fact>
    </Facts>
  );
}

function DateText({ date }: { date: LifecycleDate | "unknown" }) {
  return date === "unknown" ? (
    <span class="quiet">unknown: no source says</span>
  ) : (
    <>
      {date.approximate && "about "}
      {date.date} <BasisList basis={date.basis} />
    </>
  );
}
