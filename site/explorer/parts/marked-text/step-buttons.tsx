interface StepButtonsProps {
  readonly marked: readonly number[];
  /** The highlighted line; 0 for none. */
  readonly line: number;
  readonly onLine: (line: number) => void;
}

/** Buttons that go to the previous and the next marked line. */
export function StepButtons({ marked, line, onLine }: StepButtonsProps) {
  const before = marked.findLast((each) => each < line);
  const after = marked.find((each) => each > line);
  if (marked.length === 0) {
    return null;
  }
  return (
    <span class="text-steps">
      <button
        type="button"
        class="quiet-button"
        aria-disabled={before === undefined}
        onClick={() => before !== undefined && onLine(before)}
      >
        <span aria-hidden="true">↑</span> Previous mark
      </button>
      <button
        type="button"
        class="quiet-button"
        aria-disabled={after === undefined}
        onClick={() => after !== undefined && onLine(after)}
      >
        <span aria-hidden="true">↓</span> Next mark
      </button>
    </span>
  );
}
