import { useState } from "preact/hooks";
import { Field } from "./field.tsx";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | null;
  readonly placeholder?: string;
  readonly isNumeric?: boolean;
  /** The id of a list of values to choose from. */
  readonly list?: string;
}

/** A single-line field. */
export function TextField(props: TextFieldProps) {
  const { label, value, onValue, hint, problem, placeholder, isNumeric, list } = props;
  // An emptied field can have a default, which must not get in the way of typing another value.
  const [isEmptied, setIsEmptied] = useState(false);
  return (
    <Field label={label} {...(hint ? { hint } : {})} problem={problem ?? null}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode={isNumeric ? "numeric" : "text"}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={placeholder}
          list={list}
          value={isEmptied ? "" : value}
          onInput={({ currentTarget }) => {
            setIsEmptied(currentTarget.value === "");
            onValue(currentTarget.value);
          }}
          onBlur={() => setIsEmptied(false)}
        />
      )}
    </Field>
  );
}
