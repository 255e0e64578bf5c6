import type { ComponentChildren } from "preact";
import { CopyButton } from "./copy-button.tsx";
import { download } from "./download.ts";

interface TextFileProps {
  readonly name: string;
  readonly text: string;
  /** Whether it can be downloaded under this name. */
  readonly isFile?: boolean;
  /** Notes on the file, next to its name. */
  readonly children?: ComponentChildren;
}

/** A text to read, copy and download. */
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
