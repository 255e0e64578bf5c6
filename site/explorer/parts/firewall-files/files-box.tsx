import type { FirewallFormat } from "cpanel-ports/parse";
import { useId, useRef, useState } from "preact/hooks";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { FileRole } from "../../../worker/firewall/sorted-request.ts";
import { editLimit } from "./edit-limit.ts";
import { ExampleButtons } from "./example-buttons.tsx";
import { FileItem } from "./file-item.tsx";
import { addFiles, changeFile, removeFile, type StoredFile, unusedName } from "./files-store.ts";
import { type DroppedFile, readDropped } from "./read-dropped.ts";
import { formatNames } from "./reading-settings.ts";
import { sizeText } from "./size-text.ts";
import { useDrop } from "./use-drop.ts";

interface FilesBoxProps {
  readonly files: readonly StoredFile[];
  /** The detected kind of each file, in order; empty until detected. */
  readonly roles: readonly FileRole[];
  /** The format of the firewall; `null` until detected. */
  readonly format: FirewallFormat | null;
  /** The problem with one file, or with all files. */
  readonly problem: { readonly file: number | null; readonly text: string } | null;
}

/** Accepts the files of a firewall: pasted, typed, dropped anywhere in the window, or chosen. */
export function FilesBox({ files, roles, format, problem }: FilesBoxProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [edited, setEdited] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const [refused, setRefused] = useState<readonly DroppedFile[]>([]);
  const take = async (dropped: readonly File[]) => {
    const read = await readDropped(dropped);
    const texts = read.filter((each) => "text" in each);
    setRefused(read.filter((each) => "problem" in each));
    addFiles(texts);
    setSaid(`Added ${texts.map((each) => each.name).join(", ") || "nothing"}`);
  };
  const isOver = useDrop(take);
  const add = (text: string) => {
    const name = unusedName();
    setRefused([]);
    addFiles([{ name, text }]);
    setSaid(`Added ${name}, ${sizeText(text.length)}`);
  };
  const submit = () => {
    const text = area.current?.value ?? "";
    if (area.current && text !== "") {
      if (edited !== null && files.some((each) => each.id === edited)) {
        changeFile(edited, { text });
        setSaid("Changed");
      } else {
        add(text);
      }
      area.current.value = "";
      setEdited(null);
    }
  };
  const edit = ({ id: chosen, text }: StoredFile) => {
    if (area.current) {
      area.current.value = text;
      setEdited(chosen);
      area.current.focus();
    }
  };
  return (
    <section class={`files-box${isOver ? " over" : ""}`} aria-label="Files of the firewall">
      <label for={`${id}-text`}>
        {edited === null ? "Paste a configuration, or drop its files here" : "Edit the text"}
      </label>
      <textarea
        id={`${id}-text`}
        ref={area}
        class="code"
        rows={edited !== null ? 12 : files.length === 0 ? 4 : 2}
        spellcheck={false}
        autocomplete="off"
        placeholder={
          files.length === 0
            ? "the output of nft list ruleset, iptables-save, firewall-cmd --list-all-zones or ufw status verbose; csf.conf; …"
            : "another file of the same firewall"
        }
        aria-describedby={`${id}-private`}
        onPaste={(event) => {
          const text = event.clipboardData?.getData("text/plain") ?? "";
          // A field with megabytes of text would freeze the page.
          if (text.length > editLimit || (event.currentTarget.value === "" && text !== "")) {
            event.preventDefault();
            add(text);
          }
        }}
      />
      <div class="files-tools">
        <button type="button" onClick={submit}>
          {edited === null ? "Add text" : "Save text"}
        </button>
        <label class="button-like">
          Choose files…
          <input
            type="file"
            multiple
            class="visually-hidden"
            onChange={({ currentTarget }) => {
              take([...(currentTarget.files ?? [])]);
              currentTarget.value = "";
            }}
          />
        </label>
        <ExampleButtons />
      </div>
      <output class="visually-hidden">{visible(said)}</output>
      {refused.map((each) => (
        <p key={each.name} class="problem" role="alert">
          {visible(each.name)}: {"problem" in each && each.problem}
        </p>
      ))}
      {problem && problem.file === null && (
        <p class="problem" role="alert">
          {visible(problem.text)}
        </p>
      )}
      {files.length > 0 && (
        <ul class="files" aria-label="Files">
          {files.map((file, index) => (
            <FileItem
              key={file.id}
              file={file}
              kind={kindOf(roles[index], format)}
              problem={problem?.file === index ? problem.text : null}
              onEdit={() => edit(file)}
              onRemove={() => {
                removeFile(file.id);
                setSaid(`Removed ${file.name}`);
                area.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <p id={`${id}-private`} class="quiet private">
        Nothing leaves this page. Its Content-Security-Policy contains{" "}
        <code>connect-src 'none'</code>, so the browser blocks every request. Everything runs here,
        even offline. “Copy link” copies the options, never the configuration.
      </p>
    </section>
  );
}

const roleWords: Readonly<Record<Exclude<FileRole, "firewall">, string>> = {
  listeners: "what listens",
  ssh: "where SSH listens",
};

function kindOf(role: FileRole | undefined, format: FirewallFormat | null): string {
  if (role === "firewall") {
    return format === null ? "" : formatNames[format];
  }
  return role === undefined ? "" : roleWords[role];
}
