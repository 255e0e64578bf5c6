import { useState } from "preact/hooks";
import type { TableRequest } from "../../worker/tasks/render-table.ts";
import { ask } from "../ask-worker.ts";
import { CopyButton } from "./copy-button.tsx";
import { downloadSoon } from "./download.ts";

interface ViewActionsProps {
  /** The equivalent command; `null` if there is none. */
  readonly command: string | null;
  /** What CSV and JSON contain. */
  readonly table: TableRequest["subject"];
}

/** The actions of a view: share it, get it as a command, save it. */
export function ViewActions({ command, table }: ViewActionsProps) {
  const [problem, setProblem] = useState("");
  const save = async (format: "csv" | "json") => {
    const text = ask("renderTable", { subject: table, format });
    setProblem(await downloadSoon(`${nameOf(table)}.${format}`, text));
  };
  return (
    <div class="view-actions">
      <CopyButton text={() => location.href}>Copy link</CopyButton>
      {command !== null && <CopyButton text={() => command}>Copy command</CopyButton>}
      <button type="button" class="quiet-button" onClick={() => save("csv")}>
        CSV {contentOf(table)}
      </button>
      <button type="button" class="quiet-button" onClick={() => save("json")}>
        JSON {contentOf(table)}
      </button>
      {command !== null && <code class="command">{command}</code>}
      {problem !== "" && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function contentOf(table: TableRequest["subject"]): string {
  switch (table.kind) {
    case "ports":
      return `of ${table.release}`;
    case "diff":
      return "of the differences";
    case "policy":
      return "of the rules";
  }
}

function nameOf(table: TableRequest["subject"]): string {
  switch (table.kind) {
    case "ports":
      return `ports-${table.release}`;
    case "diff":
      return `ports-${table.from}-${table.to}`;
    case "policy":
      return `firewall-${table.version}`;
  }
}
