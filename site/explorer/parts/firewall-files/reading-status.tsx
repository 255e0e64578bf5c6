import type { StoredFile } from "./files-store.ts";
import { sizeText } from "./size-text.ts";

interface ReadingStatusProps {
  readonly files: readonly StoredFile[];
  readonly phase: "cancelled" | "done" | "failed" | "idle" | "running";
  readonly again: () => void;
  readonly cancel: () => void;
}

/** Shows that files are being read, with a button to cancel. */
export function ReadingStatus({ files, phase, again, cancel }: ReadingStatusProps) {
  const total = files.reduce((sum, { text }) => sum + text.length, 0);
  return (
    <div class="reading-status">
      <output>
        {phase === "running" &&
          `Reading ${files.length === 1 ? "1 file" : `${files.length} files`}, ${sizeText(total)} …`}
        {phase === "cancelled" && "Canceled: the files were not read."}
      </output>
      {/* One button, which keeps the focus. */}
      {(phase === "running" || phase === "cancelled") && (
        <button type="button" onClick={phase === "running" ? cancel : again}>
          {phase === "running" ? "Cancel" : "Read them again"}
        </button>
      )}
    </div>
  );
}
