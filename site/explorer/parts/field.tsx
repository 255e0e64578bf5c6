import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** What a control of a field has to have. */
interface FieldControl {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

interface FieldProps {
  readonly label: string;
  /** What to know before filling it in. */
  readonly hint?: string;
  /** What the package says against the value; `null` for nothing. */
  readonly problem?: string | null;
  readonly children: (control: FieldControl) => ComponentChildren;
}

/** A control with its label, a hint and what is wrong with its value. */
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
