import { listPorts, listServices, releases } from "cpanel-ports";
import { useState } from "preact/hooks";
import systems from "../../../../data/operating-systems.json" with { type: "json" };
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { TaskFailure } from "../../ask-worker.ts";
import { ChoiceField } from "../../parts/choice-field.tsx";
import { ReadingFields } from "../../parts/firewall-files/reading-fields.tsx";
import { problemOf } from "../../parts/problem-of.ts";
import { TextField } from "../../parts/text-field.tsx";
import { versions } from "../../parts/versions.ts";
import type { AuditSettings } from "./audit-settings.ts";

interface AuditOptionsProps {
  readonly settings: AuditSettings;
  readonly set: (changed: Readonly<Record<string, string | undefined>>) => void;
  readonly failure: TaskFailure | null;
  readonly format: string | null;
  /** Whether one of several hosts of a scan has to be chosen. */
  readonly asksForHost: boolean;
}

/** All conditions of the releases, in words. */
const conditions: ReadonlyMap<string, string> = new Map(
  releases
    .flatMap(({ release }) => listPorts(release))
    .flatMap((entry) => entry.conditions.map(({ id, text }) => [id, text] as const)),
);

/** Options that describe the server, and what to examine. */
export function AuditOptions(props: AuditOptionsProps) {
  const { settings, set, failure, format, asksForHost } = props;
  const { services } = settings;
  const isSet =
    services.length + settings.conditions.length > 0 ||
    [settings.family, settings.direction, settings.protocol, settings.os, settings.ssh].some(
      (each) => each !== "",
    ) ||
    Object.values(settings.reading).some((each) => each !== "");
  // The user's choice to open or close it persists.
  const [isOpen] = useState(isSet);
  return (
    <div class="audit-options">
      <div class="fields">
        <TextField
          label="cPanel version"
          value={settings.version}
          onValue={(value) => set({ version: value })}
          list="audit-versions"
          problem={problemOf(failure, "version")}
        />
        <datalist id="audit-versions">
          {versions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <TextField
          label="SSH port"
          value={settings.ssh}
          onValue={(value) => set({ ssh: value })}
          placeholder="22"
          isNumeric
          problem={problemOf(failure, "replace")}
        />
        <ChoiceField
          label="Operating system"
          value={settings.os}
          onValue={(value) => set({ os: value })}
          choices={[
            ["", "any"],
            ...systems.operatingSystems.map(({ id, name }) => [id, name] as const),
          ]}
          problem={problemOf(failure, "os")}
        />
      </div>
      <details open={isOpen || asksForHost || settings.reading.host !== ""}>
        <summary>More options: services, conditions, format, what to examine</summary>
        <Ticks
          legend="Services of the server (none ticked: all)"
          ticked={services}
          choices={listServices().map(({ id, name }) => [id, name])}
          onTicked={(next) => set({ service: next.join(",") })}
          problem={problemOf(failure, "services")}
        />
        <Ticks
          legend="Conditions that are met"
          ticked={settings.conditions}
          choices={[...conditions].map(([id, text]) => [id, text.replace(/^only if /, "")])}
          onTicked={(next) => set({ conditions: next.join(",") })}
          problem={problemOf(failure, "conditions")}
        />
        <div class="fields">
          <ChoiceField
            label="Family"
            value={settings.family}
            onValue={(value) => set({ family: value })}
            choices={[
              ["", "both"],
              ["ipv4", "IPv4 only"],
              ["ipv6", "IPv6 only"],
            ]}
            problem={problemOf(failure, "families")}
          />
          <ChoiceField
            label="Direction"
            value={settings.direction}
            onValue={(value) => set({ direction: value })}
            choices={[
              ["", "both"],
              ["inbound", "inbound only"],
              ["outbound", "outbound only"],
            ]}
            problem={problemOf(failure, "directions")}
          />
          <ChoiceField
            label="Protocol"
            value={settings.protocol}
            onValue={(value) => set({ protocol: value })}
            choices={[
              ["", "both"],
              ["tcp", "TCP only"],
              ["udp", "UDP only"],
            ]}
            problem={problemOf(failure, "protocols")}
          />
          <ReadingFields
            reading={settings.reading}
            set={set}
            failure={failure}
            format={format}
            asksForHost={asksForHost}
          />
        </div>
      </details>
    </div>
  );
}

interface TicksProps {
  readonly legend: string;
  readonly ticked: readonly string[];
  readonly choices: readonly (readonly [id: string, text: string])[];
  readonly onTicked: (ticked: readonly string[]) => void;
  readonly problem: string | null;
}

function Ticks({ legend, ticked, choices, onTicked, problem }: TicksProps) {
  const known = choices.map(([id]) => id);
  // An address can contain other words, such as a service alias; they can also be unticked.
  const [others] = useState(ticked.filter((each) => !known.includes(each)));
  return (
    <fieldset class="ticks">
      <legend>{legend}</legend>
      {[...choices, ...others.map((each) => [each, visible(each)] as const)].map(([id, text]) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={ticked.includes(id)}
            onChange={({ currentTarget }) =>
              onTicked(
                currentTarget.checked ? [...ticked, id] : ticked.filter((each) => each !== id),
              )
            }
          />{" "}
          {text}
        </label>
      ))}
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
