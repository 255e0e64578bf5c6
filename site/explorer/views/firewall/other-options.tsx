import { problemOf } from "../../parts/problem-of.ts";
import { omissibleNeeds } from "./omissible-needs.ts";
import type { OptionsProps } from "./options-props.ts";

/** Plain text, outbound connections, passive FTP, and what every server needs. */
export function OtherOptions({ settings, failure, set }: OptionsProps) {
  const { omit } = settings;
  const problem = omissibleNeeds
    .map(({ id }) => problemOf(failure, `omit.${id}`))
    .find((each) => each !== null);
  return (
    <fieldset class="option-group">
      <legend>More</legend>
      <label class="choice">
        <input
          type="checkbox"
          checked={settings.preferTls}
          onChange={({ currentTarget }) => set({ ...settings, preferTls: currentTarget.checked })}
        />
        Prefer TLS: exclude plain-text ports whose TLS twin is included
      </label>
      <label class="choice">
        <input
          type="checkbox"
          checked={settings.ftpPassive}
          onChange={({ currentTarget }) => set({ ...settings, ftpPassive: currentTarget.checked })}
        />
        Passive FTP: open its default range
      </label>
      <label class="choice">
        <input
          type="checkbox"
          checked={settings.outbound === "needed"}
          onChange={({ currentTarget }) =>
            set({ ...settings, outbound: currentTarget.checked ? "needed" : "any" })
          }
        />
        Limit outbound connections to what the services and every server need
      </label>
      {problemOf(failure, "outbound") !== null && (
        <p class="field-problem">{problemOf(failure, "outbound")}</p>
      )}
      <details open={omissibleNeeds.some(({ id }) => omit.includes(id))}>
        <summary>What every server needs</summary>
        {omissibleNeeds.map(({ id, name, text }) => (
          <label key={id} class="choice">
            <input
              type="checkbox"
              checked={!omit.includes(id)}
              onChange={({ currentTarget }) =>
                set({
                  ...settings,
                  omit: currentTarget.checked ? omit.filter((each) => each !== id) : [...omit, id],
                })
              }
            />
            <span>
              {name} <span class="quiet">{text}</span>
            </span>
          </label>
        ))}
        {problem && <p class="field-problem">{problem}</p>}
      </details>
    </fieldset>
  );
}
