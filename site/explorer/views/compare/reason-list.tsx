import type { ReleaseDiff } from "cpanel-ports";
import { BasisList } from "../../parts/basis-list.tsx";

interface ReasonListProps {
  readonly reasons: ReleaseDiff["reasons"];
}

/** Why something differs, each with the releases between which it changed, and where that is known from. */
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
