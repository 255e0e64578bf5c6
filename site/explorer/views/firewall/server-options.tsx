import { getRecommendedFirewall, isCpanelPortsError, type ReleaseNumber } from "cpanel-ports";
import systems from "cpanel-ports/data/operating-systems.json" with { type: "json" };
import { problemOf } from "../../parts/problem-of.ts";
import { versionsWith } from "../../parts/versions.ts";
import type { OptionsProps } from "./options-props.ts";

/** The version and the operating system of the server. */
export function ServerOptions({ settings, release, failure, set }: OptionsProps) {
  const { os } = settings;
  const problem = problemOf(failure, "version") ?? problemOf(failure, "os");
  return (
    <fieldset class="option-group">
      <legend>Server</legend>
      <div class="field-row">
        <label>
          cPanel version
          <select
            value={settings.release}
            onChange={({ currentTarget }) => set({ ...settings, release: currentTarget.value })}
          >
            {versionsWith(settings.release).map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label>
          Operating system
          <select
            value={os}
            onChange={({ currentTarget }) => set({ ...settings, os: currentTarget.value })}
          >
            <option value="">any</option>
            {systems.operatingSystems.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {os !== "" && !systems.operatingSystems.some(({ id }) => id === os) && (
              <option>{os}</option>
            )}
          </select>
        </label>
      </div>
      {problem !== null && <p class="field-problem">{problem}</p>}
      <p class="quiet">{recommendationText(release, os)}</p>
    </fieldset>
  );
}

function recommendationText(release: ReleaseNumber, os: string): string {
  if (os === "") {
    return "If you choose one, ports that only other systems use are excluded.";
  }
  try {
    const recommended = getRecommendedFirewall(release, os);
    return typeof recommended === "object"
      ? `The page of ${release} recommends ${recommended.firewall} for it.`
      : `The page of ${release} recommends no firewall for it.`;
  } catch (error) {
    if (isCpanelPortsError(error)) {
      return "";
    }
    throw error;
  }
}
