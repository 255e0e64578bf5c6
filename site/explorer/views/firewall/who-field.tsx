import type { ComponentChildren } from "preact";
import type { OptionsProps } from "./options-props.ts";
import { problemOf } from "./problem-of.ts";
import { TextField } from "./text-field.tsx";
import { whoListId } from "./who-list.tsx";

interface WhoFieldProps extends Omit<OptionsProps, "release"> {
  /** A service, a port or a range. */
  readonly of: string;
  readonly label: ComponentChildren;
}

/** The field that says who may connect to a service or a port. */
export function WhoField({ settings, failure, set, of, label }: WhoFieldProps) {
  const { [of]: text = "", ...others } = settings.allowFrom;
  return (
    <TextField
      name={`allowFrom.${of}`}
      label={label}
      text={text}
      placeholder="anyone"
      problem={problemOf(failure, `allowFrom.${of}`)}
      list={whoListId}
      onText={(next) =>
        set({
          ...settings,
          allowFrom: next === "" ? others : { ...settings.allowFrom, [of]: next },
        })
      }
    />
  );
}
