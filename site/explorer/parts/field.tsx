import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** The attributes that the control of a field needs. */
interface FieldControl {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

interface FieldProps {
  readonly label: string;
  /** A hint to read before filling in the field. */
  readonly hint?: string;
  /** The package's objection to the value; `null` for none. */
  readonly problem?: string | null;
  readonly children: (control: FieldControl) => ComponentChildren;
}

/** A control with its label, a hint and the problem with its value. */
export function Field({ label, hint, problem = null, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", problem === null ? "" : `${id}-problem`];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        "aria-invalid": problem !== null,
        "aria-describedby": described.filter((each) => each !== "").join(" ") || undefined,
      })}
      {hint && (
        <span id={`${id}-hint`} class="quiet hint">
          {hint}
        </span>
      )}
      {problem !== null && (
        <p id={`${id}-problem`} class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
