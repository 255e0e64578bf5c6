import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { AuditRequest } from "../../../worker/firewall/request.ts";
import type { ShownPlan } from "../../../worker/tasks/plan-files.ts";
import { CopyButton } from "../../parts/copy-button.tsx";
import { download } from "../../parts/download.ts";
import { problemOf } from "../../parts/problem-of.ts";
import { TextField } from "../../parts/text-field.tsx";
import { useTask } from "../../use-task.ts";
import type { AuditSettings } from "./audit-settings.ts";

interface PlanSectionProps {
  readonly request: AuditRequest;
  readonly settings: AuditSettings;
  readonly set: (changed: Readonly<Record<string, string | undefined>>) => void;
}

/** The maximum number of characters of a plan to show; a download contains all of it. */
const most = 200_000;

/** What to change so that the firewall fits, as commands for that firewall. */
export function PlanSection({ request, settings, set }: PlanSectionProps) {
  const { close, keep, rollback } = settings;
  const { last, failure } = useTask(
    "planFiles",
    {
      audit: request,
      closing: { close, keep: keep.split(/[\s,]+/).filter(Boolean) },
      rollback: rollback === "" ? undefined : Number(rollback),
    },
    [request, close, keep, rollback],
    false,
  );
  const isOther =
    failure !== null &&
    problemOf(failure, "keep") === null &&
    problemOf(failure, "rollback") === null;
  return (
    <section class="plan" aria-label="Plan">
      <h2 id="audit-plan" tabIndex={-1}>
        Plan
      </h2>
      <p>
        The plan opens needed ports that are closed. It closes unexpected open ports only if you
        tick the box and name the connection to keep.
      </p>
      <div class="fields">
        <label class="tick">
          <input
            type="checkbox"
            checked={close}
            onChange={({ currentTarget }) =>
              set({ close: currentTarget.checked ? "yes" : undefined })
            }
          />{" "}
          Also close unexpected ports
        </label>
        <TextField
          label="Connection to keep"
          value={keep}
          onValue={(value) => set({ keep: value })}
          placeholder="198.51.100.7:22"
          hint="your address and the server's port"
          problem={problemOf(failure, "keep")}
        />
        <TextField
          label="Undo after (seconds)"
          value={rollback}
          onValue={(value) => set({ rollback: value })}
          placeholder="never"
          isNumeric
          hint="unless you confirm"
          problem={problemOf(failure, "rollback")}
        />
      </div>
      {isOther && (
        <p class="problem" role="alert">
          {failure.message}
        </p>
      )}
      {last && <PlanText plan={last.result} />}
    </section>
  );
}

function PlanText({ plan }: { readonly plan: ShownPlan }) {
  const { title, text, format, problem, warnings } = plan;
  return (
    <>
      <p>
        <b>{visible(title)}</b>
      </p>
      {problem !== null && <p class="plan-problem">{visible(problem)}</p>}
      {warnings.map((each) => (
        <p key={each} class="plan-problem">
          Warning: {visible(each)}.
        </p>
      ))}
      <pre tabIndex={0} role="group" aria-label="Text of the plan">
        {text.slice(0, most)}
        {text.length > most && "\n…"}
      </pre>
      <div class="view-actions">
        <CopyButton text={() => text}>Copy plan</CopyButton>
        <button
          type="button"
          class="quiet-button"
          onClick={() => download(format === null ? "plan.txt" : `plan-${format}.sh`, text)}
        >
          Download plan
        </button>
      </div>
    </>
  );
}
