import { capitalized } from "../../../../src/util/capitalized.ts";
import { planFormats } from "../../../plan-formats.ts";
import type { PlannedChange, PlannedChanges } from "../../../worker/tasks/plan-changes.ts";
import { Tabs } from "../../parts/tabs.tsx";
import { TextFile } from "../../parts/text-file.tsx";
import { routeText } from "../../route.ts";
import { useAnswer } from "../../use-answer.ts";
import { type ChangeSettings, changesCommand } from "./change-settings.ts";

interface FirewallChangesProps {
  readonly from: string;
  readonly to: string;
  readonly settings: ChangeSettings;
  readonly set: (settings: ChangeSettings) => void;
}

/** What to open and close in a firewall that fits one version, so that it fits the other. */
export function FirewallChanges({ from, to, settings, set }: FirewallChangesProps) {
  const { good, failure } = useAnswer("planChanges", { from, to, ...settings });
  return (
    <section class="firewall-changes">
      <h2>Firewall changes</h2>
      <p>
        For a firewall that this package wrote for {from} with all services. For your own firewall,{" "}
        <a href={routeText("audit", [], { version: to })}>an audit</a> shows what to change.
      </p>
      {(good || failure) && (
        <>
          {good && <Changes planned={good.result} />}
          {(good === null || good.result.changes.length > 0) && (
            <ChangeOptions to={to} settings={settings} set={set} isWrong={failure !== null} />
          )}
          <div role="status" id="keep-problem">
            {failure && (
              <p class="failure">
                {good && <b>Out of date: </b>}
                {failure.message}.
              </p>
            )}
          </div>
          <Tabs
            label="Firewall"
            tabs={planFormats}
            selected={settings.format}
            onSelect={(format) => set({ ...settings, format })}
          >
            {good && (
              <Commands
                planned={good.result}
                name={`ports-${good.input.from}-${good.input.to}.${good.input.format}.sh`}
              />
            )}
            <TextFile
              name="In a terminal"
              text={`${changesCommand(from, to, settings)}\n`}
              isFile={false}
            />
          </Tabs>
        </>
      )}
    </section>
  );
}

const rollbackAfter = 120;

interface ChangeOptionsProps extends Pick<FirewallChangesProps, "set" | "settings" | "to"> {
  /** Whether the connection to keep is invalid. */
  readonly isWrong: boolean;
}

function ChangeOptions({ to, settings, set, isWrong }: ChangeOptionsProps) {
  return (
    <div class="change-options">
      <label class="choice">
        <input
          type="checkbox"
          checked={settings.close}
          onChange={({ currentTarget }) => set({ ...settings, close: currentTarget.checked })}
        />
        Also close ports that {to} no longer documents
      </label>
      {settings.close && (
        <label class="keep">
          Connection to keep: your address and the server's port
          <input
            type="text"
            autocomplete="off"
            spellcheck={false}
            placeholder="198.51.100.7:22"
            value={settings.keep}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? "keep-problem" : undefined}
            onInput={({ currentTarget }) => set({ ...settings, keep: currentTarget.value })}
          />
        </label>
      )}
      <label class="choice">
        <input
          type="checkbox"
          checked={settings.rollback !== null}
          onChange={({ currentTarget }) =>
            set({ ...settings, rollback: currentTarget.checked ? rollbackAfter : null })
          }
        />
        Undo everything after {rollbackAfter} seconds unless you confirm
      </label>
    </div>
  );
}

interface CommandsProps {
  readonly planned: PlannedChanges;
  readonly name: string;
}

function Commands({ planned: { commands }, name }: CommandsProps) {
  return "text" in commands ? (
    <TextFile name={name} text={commands.text} />
  ) : (
    <p class="empty">No commands: {commands.refused.message}.</p>
  );
}

const fateWords: Readonly<Record<PlannedChange["fate"], (action: string) => string>> = {
  done: (action) => action,
  closable: (action) => `${action} if asked`,
  perhaps: (action) => `perhaps ${action}`,
  never: (action) => `never ${action}`,
};

function Changes({ planned: { changes, nothing } }: { readonly planned: PlannedChanges }) {
  return (
    <>
      {nothing !== null && <p class="plan-words">{capitalized(nothing)}.</p>}
      {changes.length > 0 && (
        <ul class="planned">
          {changes.map(({ fate, change, reason }) => (
            <li key={`${fate} ${change.direction} ${change.protocol} ${change.ports.from}`}>
              <b>{capitalized(fateWords[fate](change.action))}</b> {change.direction}{" "}
              <a href={routeText("port", [change.ports.from])}>
                {change.ports.from}/{change.protocol}
              </a>{" "}
              {change.label}: {reason}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
