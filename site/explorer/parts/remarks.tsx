import type { Annotation } from "cpanel-ports";
import { BasisList } from "./basis-list.tsx";

/** Curated remarks, each with its sources. */
export function Remarks({ remarks, page }: { remarks: readonly Annotation[]; page?: string }) {
  return (
    <ul class="remarks">
      {remarks.map((each) => (
        <li key={`${each.kind} ${each.id}`}>
          <span class={`tag ${each.kind}`}>{each.kind}</span> {each.text}{" "}
          <BasisList basis={each.basis} page={page} />
        </li>
      ))}
    </ul>
  );
}
