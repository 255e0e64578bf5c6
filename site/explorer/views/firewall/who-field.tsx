import type { ComponentChildren } from "preact";
import { problemOf } from "../../parts/problem-of.ts";
import type { OptionsProps } from "./options-props.ts";
import { TextField } from "./text-field.tsx";
import { whoListId } from "./who-list.tsx";
import { whoOf } from "./who-of.ts";
import { without } from "./without.ts";

interface WhoFieldProps extends Omit<OptionsProps, "release"> {
  /** A service, a port or a range. */
  readonly of: string;
  readonly label: ComponentChildren;
}

/** The field for the allowed sources of a service or a port. */
export function WhoField({ settings, failure, set, of, label }: WhoFieldProps) {
  return (
    <TextField
      name={`allowFrom.${of}`}
      label={label}
      text={whoOf(settings, of)}
      placeholder="anyone"
      problem={problemOf(failure, `allowFrom.${of}`)}
      list={whoListId}
      onText={(next) =>
        set({
          ...settings,
          allowFrom:
            next === "" ? without(settings.allowFrom, of) : { ...settings.allowFrom, [of]: next },
        })
      }
    />
  );
}
