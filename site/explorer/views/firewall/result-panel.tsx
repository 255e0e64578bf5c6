import type { PolicyRule } from "cpanel-ports";
import { capitalized } from "../../../../src/util/capitalized.ts";
import type { FirewallRequest, RenderedFirewall } from "../../../worker/tasks/render-firewall.ts";
import { Tabs } from "../../parts/tabs.tsx";
import { TextFile } from "../../parts/text-file.tsx";
import type { Answered } from "../../use-answer.ts";
import { configOf } from "./config-of.ts";
import { countsOf } from "./counts-of.ts";
import { formatOf, formats } from "./formats.ts";
import { GuideStepsList } from "./guide-steps-list.tsx";
import { SameElsewhere } from "./same-elsewhere.tsx";
import type { Settings } from "./settings.ts";
import { WarningList } from "./warning-list.tsx";
import { WhatGetsThrough } from "./what-gets-through.tsx";

interface ResultPanelProps {
  readonly settings: Settings;
  readonly answered: Answered<"renderFirewall">;
  readonly set: (settings: Settings) => void;
}

/** The firewall for the options; the last valid one, marked as such, while they are invalid. */
export function ResultPanel({ settings, answered, set }: ResultPanelProps) {
  const { good, failure } = answered;
  return (
    <section class="result" data-old={failure !== null} aria-labelledby="result">
      <h2 id="result" tabIndex={-1}>
        Result
      </h2>
      <div role="status">
        {failure && (
          <p class="failure">
            <b>{good ? "Out of date:" : "No result yet:"}</b> {failure.message}.
            {good && " The result below is from before this."}
          </p>
        )}
      </div>
      {good && <Result settings={settings} {...good} set={set} />}
    </section>
  );
}

interface ResultProps {
  readonly settings: Settings;
  /** The settings of the result, which can differ from the invalid ones. */
  readonly input: FirewallRequest;
  readonly result: RenderedFirewall;
  readonly set: (settings: Settings) => void;
}

function Result({ settings, input, result, set }: ResultProps) {
  const { guide, files } = formatOf(settings.format);
  const shown = files.flatMap(({ output, name }) => {
    const file = result.files.find((each) => each.output === output);
    return file ? [{ ...file, name }] : [];
  });
  return (
    <>
      <p class="result-title">
        {result.title}: {countsOf(result)}
      </p>
      <WarningList warnings={result.warnings} settings={settings} set={set} />
      <LeftOut rules={result.conditional} />
      <Tabs
        label="Firewall"
        tabs={formats}
        selected={settings.format}
        onSelect={(format) => set({ ...settings, format })}
      >
        {shown.map(({ output, name, text, notes }) => (
          <TextFile key={output} name={name} text={text}>
            {notes.map((note) => (
              <small key={note}>{capitalized(note)}.</small>
            ))}
          </TextFile>
        ))}
        {shown.length === 0 && <p class="empty">These files appear once the options are valid.</p>}
      </Tabs>
      {guide !== null && (
        <GuideStepsList key={guide} guide={guide} config={configOf(input.options)} />
      )}
      <SameElsewhere version={input.version} options={input.options} files={files} />
      <WhatGetsThrough firewall={result} />
    </>
  );
}

/** The documented ports that are excluded because their conditions are not stated. */
function LeftOut({ rules }: { readonly rules: readonly PolicyRule[] }) {
  if (rules.length === 0) {
    return null;
  }
  const ports = new Set(
    rules.map(
      ({ ports: { from }, protocol, conditions }) =>
        `${from}/${protocol} (${conditions.map(({ text }) => text).join("; ")})`,
    ),
  );
  return (
    <p class="quiet">Excluded, because their conditions are not stated: {[...ports].join(", ")}.</p>
  );
}
