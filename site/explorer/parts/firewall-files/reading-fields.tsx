import type { TaskFailure } from "../../ask-worker.ts";
import { ChoiceField } from "../choice-field.tsx";
import { problemOf } from "../problem-of.ts";
import { TextField } from "../text-field.tsx";
import { formatNames, type ReadingSettings } from "./reading-settings.ts";

interface ReadingFieldsProps {
  readonly reading: ReadingSettings;
  readonly set: (changed: Readonly<Record<string, string | undefined>>) => void;
  /** The problem with a field, by field name. */
  readonly failure: TaskFailure | null;
  /** The format of the files; `null` until detected. */
  readonly format: string | null;
  /** Whether one of several hosts has to be chosen. */
  readonly asksForHost: boolean;
}

/** How to read the files of a firewall. */
export function ReadingFields(props: ReadingFieldsProps) {
  const { reading, set, failure, format, asksForHost } = props;
  const hasHost =
    asksForHost || format === "nmap" || reading.from === "nmap" || reading.host !== "";
  return (
    <>
      <TextField
        label="Network interface"
        value={reading.interface}
        onValue={(value) => set({ interface: value })}
        placeholder="eth0"
        hint="the public one, if rules name interfaces"
        problem={problemOf(failure, "interface")}
      />
      <ChoiceField
        label="Format"
        value={reading.from}
        onValue={(value) => set({ from: value })}
        choices={[["", "detected"], ...Object.entries(formatNames)]}
      />
      {hasHost && (
        <TextField
          label="Host of the scan"
          value={reading.host}
          onValue={(value) => set({ host: value })}
          hint="if several were scanned"
          problem={problemOf(failure, "host")}
        />
      )}
    </>
  );
}
