import type { ComponentChildren } from "preact";
import { CopyButton } from "./copy-button.tsx";
import { download } from "./download.ts";

interface TextFileProps {
  readonly name: string;
  readonly text: string;
  /** Whether it can be kept as a file of this name. */
  readonly isFile?: boolean;
  /** What is said of the file, beside its name. */
  readonly children?: ComponentChildren;
}

/** A text to read, to copy and to keep as a file. */
export function TextFile({ name, text, isFile = true, children }: TextFileProps) {
  return (
    <figure class="text-file">
      <figcaption>
        <strong>{name}</strong>
        <CopyButton text={() => text}>Copy</CopyButton>
        {isFile && (
          <button type="button" class="quiet-button" onClick={() => download(name, text)}>
            Download
          </button>
        )}
        {children}
      </figcaption>
      <pre tabIndex={0} role="group" aria-label={name}>
        {text}
      </pre>
    </figure>
  );
}
