import type { ComponentChildren } from "preact";

interface TextFieldProps {
  /** The option that it sets, such as `allowFrom.whm`. */
  readonly name: string;
  readonly label: ComponentChildren;
  readonly text: string;
  readonly placeholder?: string;
  readonly problem: string | null;
  /** The id of a list of suggestions. */
  readonly list?: string;
  readonly isNumeric?: boolean;
  readonly onText: (text: string) => void;
}

/** A text field, with the problem of its value. */
export function TextField(props: TextFieldProps) {
  const { name, label, text, placeholder, problem, list, isNumeric, onText } = props;
  const id = fieldId(name);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        inputMode={isNumeric ? "numeric" : undefined}
        placeholder={placeholder}
        list={list}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      {problem !== null && (
        <p id={`${id}-problem`} class="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Moves the focus to the field of an option, if there is one. */
export function focusField(name: string): void {
  document.getElementById(fieldId(name))?.focus();
}

function fieldId(name: string): string {
  return `field-${name}`;
}
