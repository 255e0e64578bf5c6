import type { ReleaseDiff } from "cpanel-ports";
import { BasisList } from "../../parts/basis-list.tsx";

interface ReasonListProps {
  readonly reasons: ReleaseDiff["reasons"];
}

/** The reasons for a difference, each with the releases between which it changed, and its sources. */
export function ReasonList({ reasons }: ReasonListProps) {
  return (
    <>
      {reasons.map(({ between, text, basis }) => (
        <p key={text} class="reason">
          <span class="quiet">Between {between.join(" and ")}:</span> {text}{" "}
          <BasisList basis={basis} />
        </p>
      ))}
    </>
  );
}
