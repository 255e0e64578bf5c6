import { useMemo } from "preact/hooks";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { ViewProps } from "../../app.tsx";
import { ChoiceField } from "../../parts/choice-field.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { asksForHost } from "../../parts/firewall-files/asks-for-host.ts";
import { FilesBox } from "../../parts/firewall-files/files-box.tsx";
import { useFiles } from "../../parts/firewall-files/files-store.ts";
import { problemOfFiles } from "../../parts/firewall-files/problem-of-files.ts";
import { ReadingFields } from "../../parts/firewall-files/reading-fields.tsx";
import { readingOf } from "../../parts/firewall-files/reading-settings.ts";
import { ReadingStatus } from "../../parts/firewall-files/reading-status.tsx";
import { RefusedText } from "../../parts/firewall-files/refused-text.tsx";
import { problemOf } from "../../parts/problem-of.ts";
import { TextField } from "../../parts/text-field.tsx";
import { routeText, settingsOf } from "../../route.ts";
import { replaceRoute } from "../../use-route.ts";
import { useTask } from "../../use-task.ts";
import { checkCommand } from "./check-command.ts";
import { CheckResult } from "./check-result.tsx";
import { readCheckSettings } from "./check-settings.ts";

/** Answers whether a connection gets through a pasted or dropped firewall. */
export function CheckView({ route: { query } }: ViewProps) {
  const files = useFiles();
  const text = query.toString();
  const settings = useMemo(() => readCheckSettings(new URLSearchParams(text)), [text]);
  const { port, protocol, direction, address, reading } = settings;
  const set = (changed: Readonly<Record<string, string | undefined>>) =>
    replaceRoute(routeText("check", [], { ...settingsOf(query), ...changed }));
  const asked = {
    reading: readingOf(reading),
    connection: {
      port: /^\d+$/.test(port) ? Number(port) : (port as unknown as number),
      protocol,
      direction,
      address: address === "" ? undefined : address.trim(),
    },
  };
  const { phase, last, failure, again, cancel } = useTask(
    "checkFiles",
    files.length > 0 && port !== "" ? { ...asked, files } : null,
    [files, JSON.stringify(asked)],
    true,
  );
  const isStale = phase !== "done";
  const format = last?.result.format ?? null;
  const command = checkCommand(
    settings,
    files.map(({ name }) => name),
  );
  const setAddress = (value: string, way = direction) =>
    set({
      direction: way === "inbound" ? undefined : way,
      source: way === "inbound" ? value : undefined,
      destination: way === "inbound" ? undefined : value,
    });
  return (
    <>
      <div class="view-head">
        <h1 tabIndex={-1}>Check a connection</h1>
        <p>Find out whether a firewall lets one connection through, and which line decides.</p>
      </div>
      <FilesBox
        files={files}
        roles={isStale ? [] : (last?.result.roles ?? [])}
        format={format}
        problem={problemOfFiles(failure)}
      />
      <div class="fields check-fields">
        <TextField
          label={direction === "inbound" ? "Source" : "Destination"}
          value={address}
          onValue={(value) => setAddress(value)}
          placeholder="everybody"
          hint="an address; empty for everybody"
          problem={problemOf(failure, "address")}
        />
        <TextField
          label="Port"
          value={port}
          onValue={(value) =>
            replaceRoute(routeText("check", [], { ...settingsOf(query), port: value || undefined }))
          }
          isNumeric
          problem={problemOf(failure, "port")}
        />
        <ChoiceField
          label="Protocol"
          value={protocol}
          onValue={(value) => set({ protocol: value === "tcp" ? undefined : value })}
          choices={[
            ["tcp", "TCP"],
            ["udp", "UDP"],
          ]}
        />
        <ChoiceField
          label="Direction"
          value={direction}
          onValue={(value) => setAddress(address, value as typeof direction)}
          choices={[
            ["inbound", "to the server"],
            ["outbound", "from the server"],
          ]}
        />
        <ReadingFields
          reading={reading}
          set={set}
          failure={failure}
          format={format}
          asksForHost={asksForHost(failure)}
        />
      </div>
      <ReadingStatus files={files} phase={phase} again={again} cancel={cancel} />
      {failure && failure.file !== null && <RefusedText files={files} failure={failure} />}
      {last && (
        <div class="audit-answer" aria-busy={isStale} inert={isStale}>
          <CheckResult check={last.result} files={last.input.files} />
        </div>
      )}
      <div class="view-actions">
        <CopyButton text={() => location.href}>Copy link</CopyButton>
        {command !== null && (
          <>
            <CopyButton text={() => command}>Copy command</CopyButton>
            <code class="command">{visible(command)}</code>
          </>
        )}
      </div>
    </>
  );
}
