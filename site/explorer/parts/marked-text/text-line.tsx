import { type Mark, toneSigns } from "./marks.ts";

interface TextLineProps {
  readonly number: number;
  readonly text: string;
  readonly mark: Mark | undefined;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

/** A line with its number; the number is a button if the line is marked. */
export function TextLine({ number, text, mark, isActive, onChoose }: TextLineProps) {
  return (
    <li data-line={number} data-tone={mark?.tone} data-active={isActive ? "" : undefined}>
      {mark ? (
        <button
          type="button"
          class="line-number"
          title={mark.label}
          aria-pressed={isActive}
          onClick={onChoose}
        >
          <span aria-hidden="true">{toneSigns[mark.tone]}</span>
          <span>
            <span class="visually-hidden">Line </span>
            {number}
            <span class="visually-hidden">: {mark.label}</span>
          </span>
        </button>
      ) : (
        <span class="line-number">{number}</span>
      )}
      <code>{text}</code>
    </li>
  );
}
