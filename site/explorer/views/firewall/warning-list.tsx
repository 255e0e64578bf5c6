import type { PolicyWarning } from "cpanel-ports";
import { mendingOf } from "./mending-of.ts";
import type { Settings } from "./settings.ts";
import { focusField } from "./text-field.tsx";

interface WarningListProps {
  readonly warnings: readonly PolicyWarning[];
  readonly settings: Settings;
  readonly set: (settings: Settings) => void;
}

/** What to know before loading the firewall, each with its fix. */
export function WarningList({ warnings, settings, set }: WarningListProps) {
  if (warnings.length === 0) {
    return null;
  }
  return (
    <ul class="warnings" aria-label="Warnings">
      {warnings.map((warning) => {
        const mending = mendingOf(warning, settings);
        return (
          <li key={warning.code}>
            <p>
              <b>Warning:</b> {warning.text}. <code>{warning.code}</code>
            </p>
            {mending && (
              <button
                type="button"
                class="quiet-button"
                onClick={() => {
                  if (mending.settings) {
                    set(mending.settings);
                    // The button disappears with the warning.
                    document.getElementById("result")?.focus({ preventScroll: true });
                  }
                  if (mending.field !== undefined) {
                    focusField(mending.field);
                  }
                }}
              >
                {mending.text}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
