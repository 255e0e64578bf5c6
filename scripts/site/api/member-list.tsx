import type { ApiEntry } from "./list-entries.ts";
import { Summary } from "./summary.tsx";

interface MemberListProps {
  readonly root: string;
  readonly entries: readonly ApiEntry[];
}

/** The exports of an entry point, each with its first sentence. */
export function MemberList({ root, entries }: MemberListProps) {
  return (
    <ul class="api-members">
      {entries.map(({ name, path, summary }) => (
        <li key={path}>
          <a href={`${root}api/${path}`}>{name}</a>
          <Summary text={summary} />
        </li>
      ))}
    </ul>
  );
}
