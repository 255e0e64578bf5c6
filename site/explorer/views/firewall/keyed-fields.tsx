import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { focusField } from "./text-field.tsx";

interface KeyedFieldsProps {
  /** The label of what can be added. */
  readonly offer: string;
  /** The keys that a field can be added for. */
  readonly keys: readonly string[];
  /** The keys that have a field. */
  readonly set: readonly string[];
  readonly field: (key: string) => ComponentChildren;
  /** The name of the field of a key. */
  readonly focus: (key: string) => string;
}

/** Fields for services or ports; more can be added. */
export function KeyedFields({ offer, keys, set, field, focus }: KeyedFieldsProps) {
  const id = useId();
  const [added, setAdded] = useState<readonly string[]>([]);
  const choice = useRef<HTMLSelectElement>(null);
  const shown = [...new Set([...set, ...added.filter((each) => keys.includes(each))])];
  const rest = keys.filter((each) => !shown.includes(each));
  const newest = added.at(-1);
  useEffect(() => {
    if (newest !== undefined) {
      focusField(focus(newest));
    }
  }, [newest]);
  return (
    <>
      {shown.map(field)}
      <div class="adder">
        <label for={`${id}-key`}>{offer}</label>
        <select id={`${id}-key`} ref={choice}>
          {rest.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <button
          type="button"
          class="quiet-button"
          aria-label={`${offer}: add`}
          onClick={() => choice.current && setAdded([...added, choice.current.value])}
        >
          Add
        </button>
      </div>
    </>
  );
}
