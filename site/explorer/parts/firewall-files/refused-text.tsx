import { useMemo, useState } from "preact/hooks";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { TaskFailure } from "../../ask-worker.ts";
import { MarkedText } from "../marked-text/marked-text.tsx";
import type { Mark, Marks, TextPlace } from "../marked-text/marks.ts";
import type { StoredFile } from "./files-store.ts";

interface RefusedTextProps {
  readonly files: readonly StoredFile[];
  readonly failure: TaskFailure;
}

/** The files, at the line that was rejected. */
export function RefusedText({ files, failure }: RefusedTextProps) {
  const { file, line, message } = failure;
  const [stepped, setStepped] = useState<TextPlace | null>(null);
  const place = stepped ?? (file === null ? null : { file, line: line ?? 1 });
  const marks = useMemo<Marks>(() => {
    const mark: Mark = { tone: "error", label: "not understood" };
    return new Map(
      file === null || line === null ? [] : [[file, new Map([[line, mark]])] as const],
    );
  }, [file, line]);
  const target = useMemo(() => place && { ...place, isFocused: false }, [place?.file, place?.line]);
  const active = new Set(place && line !== null ? [`${place.file}:${place.line}`] : []);
  return (
    <MarkedText files={files} marks={marks} active={active} target={target} onLine={setStepped}>
      {line !== null && visible(message)}
    </MarkedText>
  );
}
