import { listServices, type PortEntry, type ReleaseDiff } from "cpanel-ports";
import type { ComponentChildren } from "preact";
import { protectionText, protocolsOf, useOf, useSigns, useWords } from "../../parts/entry-words.ts";
import { routeText } from "../../route.ts";
import { ReasonList } from "./reason-list.tsx";
import { callbackWords, featureWords, fieldWords, firewallWords } from "./value-words.ts";

interface DifferencesProps {
  readonly diff: ReleaseDiff;
}

/** The differences between two versions, each part with its reasons. */
export function Differences({ diff }: DifferencesProps) {
  const about = (subject: string) => diff.reasons.filter((each) => each.subject === subject);
  return (
    <>
      <Ports title="Ports added" sign="+" entries={diff.added} diff={diff} />
      <Ports title="Ports removed" sign="−" entries={diff.removed} diff={diff} />
      <Part title="Ports changed" count={diff.changed.length}>
        {diff.changed.map(({ port, after, fields }) => (
          <div key={port} class="difference">
            <h3>
              <PortLink port={port} /> {after.documented.service}
            </h3>
            <Changes
              label={`Changes of port ${port}`}
              diff={diff}
              rows={fields.map(({ field, before, after: now }) => ({
                what: field,
                before: fieldWords(before),
                after: fieldWords(now),
              }))}
            />
            <ReasonList reasons={diff.reasons.filter((each) => each.port === port)} />
          </div>
        ))}
      </Part>
      <Part title="License callback" count={diff.licenseCallback.length}>
        <Changes
          label="Changes of the license callback"
          diff={diff}
          rows={diff.licenseCallback.map(({ port, before, after }) => ({
            what: String(port),
            before: callbackWords(before),
            after: callbackWords(after),
          }))}
        />
        <ReasonList reasons={about("license-callback")} />
      </Part>
      <Part title="Feature sources" count={diff.featureSources.length}>
        <Changes
          label="Changes of feature sources"
          diff={diff}
          rows={diff.featureSources.map(({ feature, before, after }) => ({
            what: feature,
            before: featureWords(before),
            after: featureWords(after),
          }))}
        />
        <ReasonList reasons={about("feature-sources")} />
      </Part>
      <Part title="Recommended firewalls" count={diff.recommendedFirewalls.length}>
        <Changes
          label="Changes of recommended firewalls"
          diff={diff}
          rows={diff.recommendedFirewalls.map(({ operatingSystem, before, after }) => ({
            what: operatingSystem,
            before: firewallWords(before),
            after: firewallWords(after),
          }))}
        />
        <ReasonList reasons={about("recommended-firewall")} />
      </Part>
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly count: number;
  readonly children: ComponentChildren;
}

function Part({ title, count, children }: PartProps) {
  return count === 0 ? null : (
    <section>
      <h2>
        {title} <span class="quiet">{count}</span>
      </h2>
      {children}
    </section>
  );
}

interface PortsProps extends DifferencesProps {
  readonly title: string;
  readonly sign: string;
  readonly entries: readonly PortEntry[];
}

function Ports({ title, sign, entries, diff }: PortsProps) {
  return (
    <Part title={title} count={entries.length}>
      <ul class="port-differences">
        {entries.map((entry) => {
          const use = useOf(entry);
          return (
            <li key={entry.port} class="difference">
              <h3>
                <span aria-hidden="true">{sign}</span> <PortLink port={entry.port} />{" "}
                {entry.documented.service}
              </h3>
              <p>
                <span class={`sign ${use}`} aria-hidden="true">
                  {useSigns[use]}
                </span>{" "}
                {protocolsOf(entry)}, {useWords[use]}, {protectionText(entry)}.{" "}
                {entry.services.map((id) => (
                  <a key={id} href={routeText("service", [id])}>
                    {serviceNames.get(id) ?? id}
                  </a>
                ))}
              </p>
              <ReasonList reasons={diff.reasons.filter((each) => each.port === entry.port)} />
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

const serviceNames = new Map(listServices().map((each) => [each.id, each.name]));

function PortLink({ port }: { readonly port: number }) {
  return <a href={routeText("port", [port])}>{port}</a>;
}

interface ChangesProps extends DifferencesProps {
  /** What the changes concern. */
  readonly label: string;
  readonly rows: readonly {
    readonly what: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
}

/** The values before and after. In lists, common items are dimmed so that the differences stand out. */
function Changes({ label, diff: { requested }, rows }: ChangesProps) {
  return (
    <div class="table-frame" tabIndex={0} role="group" aria-label={label}>
      <table class="plain changes">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">{requested.from}</th>
            <th scope="col">{requested.to}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, before, after }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>
                <Values values={before} others={after} />
              </td>
              <td>
                <Values values={after} others={before} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ValuesProps {
  readonly values: readonly string[];
  readonly others: readonly string[];
}

function Values({ values, others }: ValuesProps) {
  return (
    <ul class="values">
      {values.map((value) => (
        <li key={value} class={others.includes(value) ? "quiet" : undefined}>
          {value}
        </li>
      ))}
    </ul>
  );
}
