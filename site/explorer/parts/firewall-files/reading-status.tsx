import { cancelTasks } from "../../ask-worker.ts";
import type { StoredFile } from "./files-store.ts";
import { sizeText } from "./size-text.ts";

interface ReadingStatusProps {
  readonly files: readonly StoredFile[];
  readonly phase: "cancelled" | "done" | "failed" | "idle" | "running";
  readonly again: () => void;
}

/** Says that files are being read, with a way to stop that. */
export function ReadingStatus({ files, phase, again }: ReadingStatusProps) {
  const total = files.reduce((sum, { text }) => sum + text.length, 0);
  return (
    <div class="reading-status">
      <output>
        {phase === "running" &&
          `Reading ${files.length === 1 ? "1 file" : `${files.length} files`}, ${sizeText(total)} …`}
        {phase === "cancelled" && "Cancelled: the files were not read."}
      </output>
      {phase === "running" && (
        <button type="button" onClick={cancelTasks}>
          Cancel
        </button>
      )}
      {phase === "cancelled" && (
        <button type="button" onClick={again}>
          Read them again
        </button>
      )}
    </div>
  );
}
