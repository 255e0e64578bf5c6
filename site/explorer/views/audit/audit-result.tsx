import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { AuditRequest } from "../../../worker/firewall/request.ts";
import type { ShownAudit, ShownFinding } from "../../../worker/tasks/audit-files.ts";
import { MarkedText, type Target } from "../../parts/marked-text/marked-text.tsx";
import type { TextPlace } from "../../parts/marked-text/marks.ts";
import { RemarkList } from "../../parts/remark-list.tsx";
import type { AuditSettings } from "./audit-settings.ts";
import { FindingGroup } from "./finding-group.tsx";
import { findingMarks, findingsOfLines } from "./finding-marks.ts";
import { LineFindings } from "./line-findings.tsx";
import { PlanSection } from "./plan-section.tsx";
import { Verdict } from "./verdict.tsx";

interface AuditResultProps {
  readonly audit: ShownAudit;
  /** What was audited. */
  readonly request: AuditRequest;
  readonly settings: AuditSettings;
  readonly set: (changed: Readonly<Record<string, string | undefined>>) => void;
  /** What can be done with the audit. */
  readonly actions: ComponentChildren;
}

const groups = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["info", "Info"],
] as const;

/** The selection: a finding or a line. */
type Chosen = { readonly finding: number } | { readonly place: TextPlace } | null;

/** The result of an audit: its verdict, the findings next to the text they concern, and the plan. */
export function AuditResult(props: AuditResultProps) {
  const { audit, request, settings, set, actions } = props;
  const { files } = request;
  const { findings, moreFindings, gaps, notes, warnings } = audit;
  const [chosen, setChosen] = useState<Chosen>(null);
  const [target, setTarget] = useState<Target | null>(null);
  // The indices of findings belong to one audit.
  useEffect(() => setChosen(null), [audit]);
  const names = files.map(({ name }) => name);
  const lines = useMemo(() => findingsOfLines(findings), [findings]);
  const marks = useMemo(() => findingMarks(lines, findings), [lines, findings]);
  const ofLine = (place: TextPlace) => lines.get(place.file)?.get(place.line) ?? [];
  const active = useMemo(() => activeLines(chosen, findings), [chosen, findings]);
  const isActive = (index: number) =>
    chosen !== null &&
    ("finding" in chosen ? chosen.finding === index : ofLine(chosen.place).includes(index));
  const goTo = (place: { readonly file: number; readonly line: number | null }) => {
    if (place.line !== null) {
      setTarget({ file: place.file, line: place.line, isFocused: true });
    }
  };
  const chooseLine = (place: TextPlace, isFar: boolean) => {
    setChosen({ place });
    if (isFar) {
      setTarget({ ...place, isFocused: false });
    }
    const [first] = ofLine(place);
    if (first !== undefined && matchMedia("(min-width: 64rem)").matches) {
      cardOf(first)?.scrollIntoView({ block: "nearest" });
    }
  };
  return (
    <>
      <Verdict audit={audit} />
      {gaps.length > 0 && (
        <section class="gaps">
          <h3>Not examined, or assumed</h3>
          <RemarkList remarks={gaps} names={names} onPlace={goTo} />
        </section>
      )}
      {warnings.length > 0 && (
        <section class="gaps">
          <h3>About the expected ports</h3>
          <ul>
            {warnings.map((each) => (
              <li key={each}>{visible(each)}</li>
            ))}
          </ul>
        </section>
      )}
      {actions}
      <div class="findings-and-text">
        <div class="findings">
          <h2>Findings</h2>
          {findings.length === 0 && <p>No findings.</p>}
          {groups.map(([severity, title]) => {
            const own = [...findings.entries()].filter(([, each]) => each.severity === severity);
            return (
              own.length > 0 && (
                <FindingGroup
                  key={severity}
                  title={title}
                  findings={own}
                  names={names}
                  isActive={isActive}
                  onPlace={(index, place) => {
                    setChosen({ finding: index });
                    goTo(place);
                  }}
                />
              )
            );
          })}
          {moreFindings > 0 && (
            <p class="quiet">
              {moreFindings.toLocaleString("en")} more findings are in the exports. None is more
              severe than the last one here.
            </p>
          )}
        </div>
        <MarkedText files={files} marks={marks} active={active} target={target} onLine={chooseLine}>
          {chosen && "place" in chosen && (
            <LineFindings
              line={chosen.place.line}
              findings={ofLine(chosen.place).map((index) => [index, findings[index]] as const)}
              onFinding={(index) => cardOf(index)?.focus()}
            />
          )}
          {chosen && "finding" in chosen && (
            <button type="button" class="place" onClick={() => cardOf(chosen.finding)?.focus()}>
              Back to the finding
            </button>
          )}
        </MarkedText>
      </div>
      {notes.length > 0 && (
        <details class="notes">
          <summary>{notes.length} more remarks on the files</summary>
          <RemarkList remarks={notes} names={names} onPlace={goTo} />
        </details>
      )}
      <PlanSection request={request} settings={settings} set={set} />
    </>
  );
}

function cardOf(index: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#finding-${index}`);
}

function activeLines(chosen: Chosen, findings: readonly ShownFinding[]): ReadonlySet<string> {
  if (chosen === null) {
    return new Set();
  }
  const places = "place" in chosen ? [chosen.place] : (findings[chosen.finding]?.places ?? []);
  return new Set(places.map(({ file, line }) => `${file}:${line}`));
}
