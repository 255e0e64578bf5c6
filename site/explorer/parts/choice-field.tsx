import { Field } from "./field.tsx";

interface ChoiceFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** The values with their labels; the empty value means none of the others. */
  readonly choices: readonly (readonly [value: string, text: string])[];
  readonly problem?: string | null;
}

/** A field with a few values. */
export function ChoiceField({ label, value, onValue, choices, problem }: ChoiceFieldProps) {
  return (
    <Field label={label} problem={problem ?? null}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={({ currentTarget }) => onValue(currentTarget.value)}
        >
          {choices.map(([each, text]) => (
            <option key={each} value={each}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
