import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { GivenFile } from "../../../worker/firewall/request.ts";
import { lineIndex } from "./line-index.ts";
import type { Marks, TextPlace } from "./marks.ts";
import { shownLine } from "./shown-line.ts";
import { StepButtons } from "./step-buttons.tsx";
import { TextLine } from "./text-line.tsx";

/** A line to scroll to, once per object. */
export interface Target extends TextPlace {
  /** Whether the focus moves there. */
  readonly isFocused: boolean;
}

interface MarkedTextProps {
  readonly files: readonly GivenFile[];
  readonly marks: Marks;
  /** The highlighted lines, as `file:line`. */
  readonly active: ReadonlySet<string>;
  readonly target: Target | null;
  /** Called when a marked line is chosen; scrolls there if `isFar`. */
  readonly onLine: (place: TextPlace, isFar: boolean) => void;
  /** Content below the text, such as the findings of the chosen line. */
  readonly children?: ComponentChildren;
}

/** The height of a line in pixels, as in the style sheet. */
const lineHeight = 24;
/** The maximum number of lines per page; browsers limit heights. */
const pageLines = 100_000;
/** The number of rendered lines, some of them above the visible part. */
const drawnLines = 90;
const linesBefore = 15;

/** Shows files as text with numbered lines; renders only the lines in view. */
export function MarkedText(props: MarkedTextProps) {
  const { files, marks, active, target, onLine, children } = props;
  const [chosen, setChosen] = useState(0);
  const [wantedPage, setPage] = useState(0);
  const [top, setTop] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const followed = useRef<Target | null>(null);
  const file = files[chosen] ?? files[0];
  const shown = file === files[chosen] ? chosen : 0;
  const text = file?.text ?? "";
  const lines = useMemo(() => lineIndex(text), [text]);
  const pages = Math.ceil(lines.count / pageLines);
  const page = Math.min(wantedPage, pages - 1);
  const first = page * pageLines;
  const count = Math.min(pageLines, lines.count - first);
  const from = Math.max(0, Math.min(Math.floor(top / lineHeight) - linesBefore, count - 1));
  const drawn = Math.min(drawnLines, count - from);
  const ofFile = marks.get(shown);
  const marked = useMemo(() => [...(ofFile?.keys() ?? [])].sort((a, b) => a - b), [ofFile]);
  useLayoutEffect(() => {
    const own = box.current;
    if (!target || !own || followed.current === target) {
      return;
    }
    // Text that is missing at the end is reported after the last line.
    const line = Math.min(target.line, lines.count);
    const wanted = Math.floor((line - 1) / pageLines);
    if (target.file !== shown || wanted !== first / pageLines) {
      setChosen(target.file);
      setPage(wanted);
      return;
    }
    const at = (line - 1 - first) * lineHeight;
    own.scrollTop = Math.max(0, at - own.clientHeight / 3);
    setTop(own.scrollTop);
    const row = own.querySelector<HTMLElement>(`[data-line="${line}"]`);
    if (row) {
      followed.current = target;
      own.scrollIntoView({ block: "nearest" });
      if (target.isFocused) {
        (row.querySelector("button") ?? own).focus({ preventScroll: true });
      }
    }
  });
  const turn = (next: number) => {
    setPage(next);
    setTop(0);
    box.current?.scrollTo(0, 0);
  };
  if (!file) {
    return null;
  }
  return (
    <section class="marked-text" aria-label="Text of the files">
      <div class="text-head">
        {files.length > 1 && (
          <fieldset class="text-tabs">
            <legend class="visually-hidden">File</legend>
            {files.map((each, index) => (
              <button
                key={index}
                type="button"
                aria-pressed={index === shown}
                onClick={() => {
                  setChosen(index);
                  turn(0);
                }}
              >
                {visible(each.name)}
                {marks.get(index) ? ` (${marks.get(index)?.size})` : ""}
              </button>
            ))}
          </fieldset>
        )}
        {files.length === 1 && <b>{visible(file.name)}</b>}
        <span class="quiet">
          {lines.count.toLocaleString("en")} {lines.count === 1 ? "line" : "lines"}, {marked.length}{" "}
          marked
        </span>
        <StepButtons
          marked={marked}
          line={lineOf(active, shown)}
          onLine={(line) => onLine({ file: shown, line }, true)}
        />
        {pages > 1 && (
          <span class="text-pages">
            <button type="button" disabled={first === 0} onClick={() => turn(page - 1)}>
              Earlier lines
            </button>
            <button type="button" disabled={page >= pages - 1} onClick={() => turn(page + 1)}>
              Later lines
            </button>
          </span>
        )}
      </div>
      <div
        class="text-box"
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={`Lines of ${visible(file.name)}`}
        onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      >
        <div class="text-space" style={{ height: `${count * lineHeight}px` }}>
          <ol class="text-lines" start={first + from + 1} style={{ top: `${from * lineHeight}px` }}>
            {Array.from({ length: drawn }, (_, index) => {
              const line = first + from + index + 1;
              return (
                <TextLine
                  key={line}
                  number={line}
                  text={shownLine(lines.line(line))}
                  mark={ofFile?.get(line)}
                  isActive={active.has(`${shown}:${line}`)}
                  onChoose={() => onLine({ file: shown, line }, false)}
                />
              );
            })}
          </ol>
        </div>
      </div>
      <div class="text-foot" aria-live="polite">
        {children}
      </div>
    </section>
  );
}

function lineOf(active: ReadonlySet<string>, file: number): number {
  const own = [...active].find((each) => each.startsWith(`${file}:`));
  return own === undefined ? 0 : Number(own.slice(own.indexOf(":") + 1));
}
