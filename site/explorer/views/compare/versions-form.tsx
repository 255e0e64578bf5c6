import { resolveVersion } from "cpanel-ports";
import { useId } from "preact/hooks";
import { versions, versionsWith } from "../../parts/versions.ts";

interface VersionsFormProps {
  readonly from: string;
  readonly to: string;
  readonly set: (from: string, to: string) => void;
}

/** The form for the two versions to compare. */
export function VersionsForm({ from, to, set }: VersionsFormProps) {
  return (
    <fieldset class="versions">
      <legend class="visually-hidden">Versions</legend>
      <VersionSelect label="From" version={from} set={(next) => set(next, to)} />
      <button type="button" onClick={() => set(to, from)}>
        <span aria-hidden="true">⇄</span> Swap
      </button>
      <VersionSelect label="To" version={to} set={(next) => set(from, next)} />
    </fieldset>
  );
}

interface VersionSelectProps {
  readonly label: string;
  readonly version: string;
  readonly set: (version: string) => void;
}

function VersionSelect({ label, version, set }: VersionSelectProps) {
  const id = useId();
  return (
    <div>
      <label for={id}>{label}</label>
      <select id={id} value={version} onChange={({ currentTarget }) => set(currentTarget.value)}>
        {versionsWith(version).map((each) => (
          <option key={each} value={each}>
            {each}
            {versions.includes(each) && remarkOn(each)}
          </option>
        ))}
      </select>
    </div>
  );
}

function remarkOn(version: string): string {
  const { coverage, release } = resolveVersion(version);
  const remarks = {
    release: "",
    page: ` (page ${release} applies)`,
    assumed: ` (assumed from ${release})`,
  };
  return remarks[coverage];
}
