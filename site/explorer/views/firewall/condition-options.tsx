import { listPorts, type PortEntry, type ReleaseNumber } from "cpanel-ports";
import { problemOf } from "../../parts/problem-of.ts";
import type { OptionsProps } from "./options-props.ts";
import type { Settings } from "./settings.ts";

/** The conditions of documented ports, and whether they are met. */
export function ConditionOptions({ settings, release, failure, set }: OptionsProps) {
  const { conditions } = settings;
  const isAll = conditions === "all";
  const problem = problemOf(failure, "conditions");
  return (
    <fieldset class="option-group">
      <legend>Conditions</legend>
      <p class="quiet">A conditional port is excluded until you state that its condition is met.</p>
      <label class="choice">
        <input
          type="checkbox"
          checked={isAll}
          onChange={({ currentTarget }) =>
            set({ ...settings, conditions: currentTarget.checked ? "all" : {} })
          }
        />
        All are met
      </label>
      {conditionsOf(release).map(({ id, text, ports }) => (
        <label key={id} class="condition">
          <span>
            <b>{ports}</b> {text}
          </span>
          <select
            disabled={isAll}
            value={isAll ? "true" : String(conditions[id] ?? "")}
            onChange={({ currentTarget }) =>
              set({ ...settings, conditions: stated(conditions, id, currentTarget.value) })
            }
          >
            <option value="">not stated</option>
            <option value="true">met</option>
            <option value="false">not met</option>
          </select>
        </label>
      ))}
      {problem !== null && <p class="field-problem">{problem}</p>}
    </fieldset>
  );
}

function stated(conditions: Settings["conditions"], id: string, value: string) {
  const { [id]: _, ...others } = conditions === "all" ? {} : conditions;
  return value === "" ? others : { ...others, [id]: value === "true" };
}

interface StatedCondition {
  readonly id: string;
  readonly text: string;
  readonly ports: string;
}

function conditionsOf(release: ReleaseNumber): readonly StatedCondition[] {
  const found = new Map<string, StatedCondition>();
  for (const entry of listPorts(release)) {
    for (const { id, text, protocols } of entry.conditions) {
      const ports = `${entry.port}${isPartial(entry, protocols) ? `/${protocols.join("+")}` : ""}`;
      const known = found.get(id);
      found.set(id, { id, text, ports: known ? `${known.ports}, ${ports}` : ports });
    }
  }
  return [...found.values()];
}

function isPartial({ documented }: PortEntry, protocols: readonly string[]): boolean {
  return protocols.length < Number(documented.tcp) + Number(documented.udp);
}
