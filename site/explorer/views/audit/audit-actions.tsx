import { useState } from "preact/hooks";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { AuditRequest } from "../../../worker/firewall/request.ts";
import type { ExportFormat } from "../../../worker/tasks/export-audit.ts";
import { ask } from "../../ask-worker.ts";
import { CopyButton } from "../../parts/copy-button.tsx";
import { downloadSoon } from "../../parts/download.ts";
import type { StoredFile } from "../../parts/firewall-files/files-store.ts";
import { routeText } from "../../route.ts";
import { auditCommand } from "./audit-command.ts";
import type { AuditSettings } from "./audit-settings.ts";

interface AuditActionsProps {
  readonly settings: AuditSettings;
  readonly files: readonly StoredFile[];
  /** What was audited; `null` if nothing was. */
  readonly request: AuditRequest | null;
}

const exports = [
  ["text", "Text", "txt"],
  ["json", "JSON", "json"],
  ["csv", "CSV", "csv"],
  ["sarif", "SARIF", "sarif"],
  ["junit", "JUnit", "xml"],
] as const satisfies readonly (readonly [ExportFormat, string, string])[];

/** The actions of an audit: share its options, get it as a command, save it, check a connection. */
export function AuditActions({ settings, files, request }: AuditActionsProps) {
  const command = auditCommand(
    settings,
    files.map(({ name }) => name),
  );
  const { from, interface: device, host } = settings.reading;
  const [problem, setProblem] = useState("");
  return (
    <div class="view-actions">
      <CopyButton text={() => location.href}>Copy link</CopyButton>
      <CopyButton text={() => command}>Copy command</CopyButton>
      {request &&
        exports.map(([format, title, ending]) => (
          <button
            key={format}
            type="button"
            class="quiet-button"
            onClick={async () =>
              setProblem(
                await downloadSoon(
                  `audit.${ending}`,
                  ask("exportAudit", { audit: request, format }),
                ),
              )
            }
          >
            {title}
          </button>
        ))}
      {request && (
        <button
          type="button"
          class="quiet-button"
          onClick={() => document.querySelector<HTMLElement>("#audit-plan")?.focus()}
        >
          Go to the plan
        </button>
      )}
      <a href={routeText("check", [], { from, interface: device, host })}>
        Check a connection against {files.length === 0 ? "a firewall" : "these files"}
      </a>
      <code class="command">{visible(command)}</code>
      {problem !== "" && (
        <p class="problem" role="alert">
          {visible(problem)}
        </p>
      )}
    </div>
  );
}
