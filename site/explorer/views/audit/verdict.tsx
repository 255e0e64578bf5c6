import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { ShownAudit } from "../../../worker/tasks/audit-files.ts";

const signs = { fits: "✓", differs: "✕", unknown: "?" } as const;

/** The verdict of an audit, in a sentence. */
export function Verdict({ audit: { verdict, title } }: { readonly audit: ShownAudit }) {
  return (
    <div class="verdict" data-verdict={verdict}>
      <span class="verdict-sign" aria-hidden="true">
        {signs[verdict]}
      </span>
      <h2>{visible(title)}</h2>
    </div>
  );
}
