import { diffReleases, type ReleaseDiff } from "cpanel-ports";
import { useEffect } from "preact/hooks";
import { capitalized } from "../../../../src/util/capitalized.ts";
import type { ViewProps } from "../../app.tsx";
import { ViewActions } from "../../parts/view-actions.tsx";
import { routeText } from "../../route.ts";
import { useAnswer } from "../../use-answer.ts";
import { replaceRoute } from "../../use-route.ts";
import { type ChangeSettings, changeQuery, readChangeSettings } from "./change-settings.ts";
import { type ComparedVersions, comparedVersions } from "./compared-versions.ts";
import { Differences } from "./differences.tsx";
import { FirewallChanges } from "./firewall-changes.tsx";
import { VersionsForm } from "./versions-form.tsx";

/** Two versions side by side: what differs, why, and what that means for a firewall. */
export function CompareView({ route }: ViewProps) {
  const compared = comparedVersions(route);
  const { from, to } = compared;
  const settings = readChangeSettings(route.query);
  const go = (older: string, newer: string, changed: ChangeSettings) =>
    replaceRoute(routeText("compare", [older, newer], changeQuery(changed)));
  return (
    <>
      <div class="view-head">
        <h1 tabIndex={-1}>Compare two releases</h1>
        <p>
          See which ports the documentation adds, removes or changes from one release to another,
          and what that means for a firewall.
        </p>
      </div>
      <VersionsForm from={from} to={to} set={(older, newer) => go(older, newer, settings)} />
      {"problem" in compared ? (
        <p class="failure" role="alert">
          {compared.problem}.
        </p>
      ) : (
        <Comparison compared={compared} settings={settings} go={go} />
      )}
    </>
  );
}

interface ComparisonProps {
  readonly compared: Exclude<ComparedVersions, { readonly problem: string }>;
  readonly settings: ChangeSettings;
  readonly go: (from: string, to: string, settings: ChangeSettings) => void;
}

function Comparison({ compared: { from, to, before, after }, settings, go }: ComparisonProps) {
  const diff: ReleaseDiff = diffReleases(before, after);
  useEffect(() => {
    document.title = `${from} to ${to} – cpanel-ports`;
  }, [from, to]);
  return (
    <>
      <div class="comparison-head" role="status">
        <p class="comparison-title">{diff.title}</p>
        <Counts diff={diff} from={from} to={to} />
      </div>
      <Differences diff={diff} />
      <FirewallChanges
        from={from}
        to={to}
        settings={settings}
        set={(changed) => go(from, to, changed)}
      />
      <ViewActions
        command={`npx cpanel-ports diff ${from} ${to}`}
        table={{ kind: "diff", from: before.version, to: after.version }}
      />
    </>
  );
}

interface CountsProps {
  readonly diff: ReleaseDiff;
  readonly from: string;
  readonly to: string;
}

/** The number of differences; if there are none, what that means, in the words of the package. */
function Counts({ diff, from, to }: CountsProps) {
  const { good } = useAnswer("planChanges", { from, to, ...unchanged });
  const counts = [
    [diff.added.length, "added"],
    [diff.removed.length, "removed"],
    [diff.changed.length, "changed"],
  ] as const;
  const others = [diff.licenseCallback, diff.featureSources, diff.recommendedFirewalls];
  if (
    [...counts.map(([count]) => count), ...others.map(({ length }) => length)].some((n) => n > 0)
  ) {
    return <p>Ports: {counts.map(([count, what]) => `${count} ${what}`).join(", ")}.</p>;
  }
  const words = good?.result.nothing ?? "";
  return <p class="no-difference">{words && `${capitalized(words)}.`}</p>;
}

/** The plan, of which only the words are used. */
const unchanged = { format: "nftables", close: false, keep: "", rollback: null } as const;
