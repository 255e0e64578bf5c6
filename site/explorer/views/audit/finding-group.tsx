import type { Place } from "../../../worker/firewall/place.ts";
import type { ShownFinding } from "../../../worker/tasks/audit-files.ts";
import { useShown } from "../../parts/use-shown.tsx";
import { FindingCard } from "./finding-card.tsx";

interface FindingGroupProps {
  readonly title: string;
  /** The findings with their indices. */
  readonly findings: readonly (readonly [index: number, finding: ShownFinding])[];
  /** The names of the files. */
  readonly names: readonly string[];
  readonly isActive: (index: number) => boolean;
  readonly onPlace: (index: number, place: Place) => void;
}

/** The findings of one severity. */
export function FindingGroup({ title, findings, names, isActive, onPlace }: FindingGroupProps) {
  const [shown, more] = useShown(findings, 50);
  return (
    <section aria-label={title}>
      <h3>
        {title} ({findings.length})
      </h3>
      {shown.map(([index, finding]) => (
        <FindingCard
          key={index}
          id={`finding-${index}`}
          finding={finding}
          names={names}
          isActive={isActive(index)}
          onPlace={(place) => onPlace(index, place)}
        />
      ))}
      {more}
    </section>
  );
}
