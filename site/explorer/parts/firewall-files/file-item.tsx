import { useState } from "preact/hooks";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import { editLimit } from "./edit-limit.ts";
import { changeFile, type StoredFile } from "./files-store.ts";
import { sizeText } from "./size-text.ts";

interface FileItemProps {
  readonly file: StoredFile;
  /** What it was taken for, in words; empty until that is known. */
  readonly kind: string;
  readonly problem: string | null;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** A file that was given: its name, which may say what it is, its size, and what is wrong with it. */
export function FileItem(props: FileItemProps) {
  const { file, kind, problem, onEdit, onRemove } = props;
  const { id, name, text } = file;
  const shown = visible(name);
  // A name that is being typed is one when the field is left.
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <li>
      <input
        type="text"
        class="file-name"
        aria-label="Name of the file"
        title="The name says what a list of CSF or APF, a zone of firewalld and IPv6 rules are"
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
