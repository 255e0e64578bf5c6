import type { ViewProps } from "../../app.tsx";
import { ViewActions } from "../../parts/view-actions.tsx";
import { useAnswer } from "../../use-answer.ts";
import { replaceRoute } from "../../use-route.ts";
import { commandOf } from "./command-of.ts";
import { ConditionOptions } from "./condition-options.tsx";
import { countsOf } from "./counts-of.ts";
import { formatOf } from "./formats.ts";
import { optionsOf } from "./options-of.ts";
import { OtherOptions } from "./other-options.tsx";
import { PortOptions } from "./port-options.tsx";
import { readSettings } from "./read-settings.ts";
import { releaseOf } from "./release-of.ts";
import { ResultPanel } from "./result-panel.tsx";
import { ServerOptions } from "./server-options.tsx";
import { ServiceOptions } from "./service-options.tsx";
import type { Settings } from "./settings.ts";
import { settingsText } from "./settings-text.ts";
import { WhoList } from "./who-list.tsx";

function goToResult(): void {
  const heading = document.getElementById("result");
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

/** Builds a firewall: options on one side, its files on the other. */
export function FirewallView({ route: { query } }: ViewProps) {
  const settings = readSettings(query);
  const options = optionsOf(settings);
  const { files } = formatOf(settings.format);
  const answered = useAnswer("renderFirewall", {
    version: settings.release,
    options,
    outputs: files.map(({ output }) => output),
  });
  const set = (changed: Settings) => replaceRoute(settingsText(changed));
  const props = {
    settings,
    set,
    release: releaseOf(settings.release),
    failure: answered.failure,
  };
  const [file] = files;
  // The files to save stay valid even while the options are not.
  const kept = answered.good?.input;
  return (
    <>
      <div class="view-head">
        <h1 tabIndex={-1}>Firewall builder</h1>
        <p>
          State what the server runs and who may connect. The firewall files update as you type, and
          nothing leaves this page.
        </p>
      </div>
      <div class="builder">
        <div class="options">
          <WhoList />
          <ServerOptions {...props} />
          <ServiceOptions {...props} />
          <PortOptions {...props} />
          <ConditionOptions {...props} />
          <OtherOptions {...props} />
          <p class="jump">
            <button type="button" class="primary" onClick={goToResult}>
              {answered.failure ? "Go to the problem" : "Go to the result"}
            </button>
            <span>{answered.good && countsOf(answered.good.result)}</span>
          </p>
        </div>
        <ResultPanel settings={settings} answered={answered} set={set} />
      </div>
      {file && kept && (
        <ViewActions
          command={commandOf(kept.version, kept.options, file)}
          table={{ kind: "policy", version: kept.version, options: kept.options }}
        />
      )}
    </>
  );
}
