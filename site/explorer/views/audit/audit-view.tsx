import { useMemo } from "preact/hooks";
import type { ViewProps } from "../../app.tsx";
import { asksForHost } from "../../parts/firewall-files/asks-for-host.ts";
import { FilesBox } from "../../parts/firewall-files/files-box.tsx";
import { useFiles } from "../../parts/firewall-files/files-store.ts";
import { problemOfFiles } from "../../parts/firewall-files/problem-of-files.ts";
import { ReadingStatus } from "../../parts/firewall-files/reading-status.tsx";
import { RefusedText } from "../../parts/firewall-files/refused-text.tsx";
import { routeText, settingsOf } from "../../route.ts";
import { replaceRoute } from "../../use-route.ts";
import { useTask } from "../../use-task.ts";
import { AuditActions } from "./audit-actions.tsx";
import { AuditOptions } from "./audit-options.tsx";
import { AuditResult } from "./audit-result.tsx";
import { readAuditSettings, requestOf } from "./audit-settings.ts";

/** Audits a pasted or dropped firewall. */
export function AuditView({ route: { query } }: ViewProps) {
  const files = useFiles();
  const text = query.toString();
  const settings = useMemo(() => readAuditSettings(new URLSearchParams(text)), [text]);
  const set = (changed: Readonly<Record<string, string | undefined>>) =>
    replaceRoute(routeText("audit", [], { ...settingsOf(query), ...changed }));
  const asked = requestOf(settings);
  const { phase, last, failure, again, cancel } = useTask(
    "auditFiles",
    files.length > 0 ? { ...asked, files } : null,
    [files, JSON.stringify(asked)],
    true,
  );
  const isStale = phase !== "done";
  const format = last?.result.format ?? null;
  return (
    <>
      <div class="view-head">
        <h1 tabIndex={-1}>Audit a firewall</h1>
        <p>
          Compare what a firewall lets through with what cPanel &amp; WHM needs. Paste the rules of
          nftables, iptables, firewalld, CSF, APF or ufw, or an nmap scan. You can add ipsets,
          sshd_config and what listens (ss, netstat, lsof).
        </p>
      </div>
      <FilesBox
        files={files}
        roles={isStale ? [] : (last?.result.roles ?? [])}
        format={format}
        problem={problemOfFiles(failure)}
      />
      <AuditOptions
        settings={settings}
        set={set}
        failure={failure}
        format={format}
        asksForHost={asksForHost(failure)}
      />
      <ReadingStatus files={files} phase={phase} again={again} cancel={cancel} />
      {failure && failure.file !== null && <RefusedText files={files} failure={failure} />}
      {last ? (
        <div class="audit-answer" aria-busy={isStale} inert={isStale}>
          <AuditResult
            audit={last.result}
            request={last.input}
            settings={settings}
            set={set}
            actions={<AuditActions settings={settings} files={files} request={last.input} />}
          />
        </div>
      ) : (
        <AuditActions settings={settings} files={files} request={null} />
      )}
    </>
  );
}
