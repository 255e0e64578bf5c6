import { useState } from "preact/hooks";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import { editLimit } from "./edit-limit.ts";
import { changeFile, type StoredFile } from "./files-store.ts";
import { sizeText } from "./size-text.ts";

interface FileItemProps {
  readonly file: StoredFile;
  /** Its detected kind, in words; empty until detected. */
  readonly kind: string;
  readonly problem: string | null;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** A file: its name, which can identify its kind, its size, and the problem with it. */
export function FileItem(props: FileItemProps) {
  const { file, kind, problem, onEdit, onRemove } = props;
  const { id, name, text } = file;
  const shown = visible(name);
  // A typed name takes effect when the field loses focus.
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <li>
      <input
        type="text"
        class="file-name"
        aria-label="File name"
        title="The name identifies lists of CSF or APF, zones of firewalld, and IPv6 rules"
        spellcheck={false}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `file-problem-${id}`}
        value={draft ?? shown}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value.trim();
          setDraft(null);
          if (next !== "" && next !== shown) {
            changeFile(id, { name: next });
          }
        }}
      />
      <span class="quiet">
        {kind !== "" && <b class="kind">{kind}</b>} {sizeText(text.length)}
      </span>
      <span class="file-tools">
        {text.length <= editLimit && (
          <button type="button" class="quiet-button" aria-label={`Edit ${shown}`} onClick={onEdit}>
            Edit
          </button>
        )}
        <button
          type="button"
          class="quiet-button"
          aria-label={`Remove ${shown}`}
          onClick={onRemove}
        >
          Remove
        </button>
      </span>
      {problem !== null && (
        <p id={`file-problem-${id}`} class="problem" role="alert">
          {visible(problem)}
        </p>
      )}
    </li>
  );
}
