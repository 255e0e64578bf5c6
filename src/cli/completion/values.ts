import { firewallData, portSpans } from "../../dataset/dataset.ts";
import { conditionIds, omissibleNeeds } from "../../policy/create/read-options.ts";
import { filterFields } from "../../query/filter-fields.ts";
import { serviceWords } from "../../query/find-services.ts";
import { laterReleases } from "../../query/later-releases.ts";
import { listElsewhere } from "../../query/list-elsewhere.ts";
import { releases } from "../../query/releases.ts";
import { renderOutputs } from "../render-outputs.ts";

/** What an option or an argument takes, as far as a shell can complete it. */
export interface Values {
  readonly words: readonly string[];
  /** Whether several words can be given, with commas. */
  readonly isList?: boolean;
  /** Whether it takes the path of a file. */
  readonly areFiles?: boolean;
}

/** Returns what options and arguments without choices take, by how the help shows them; text of any kind is left out. */
export function valuesByTerm(): Readonly<Record<string, Values>> {
  const versions = { words: [...releases, ...laterReleases].map((each) => `${each.release}`) };
  const ports = [...new Set(portSpans().map(({ entry }) => `${entry.port}`))];
  // Each service has a name without a space.
  const services = serviceWords().filter((each) => !each.includes(" "));
  const selectors = [...services, ...ports];
  const keys = { words: selectors.map((each) => `${each}=`) };
  const files = { words: [], areFiles: true };
  const list = (words: readonly string[]) => ({ words, isList: true });
  return {
    ...Object.fromEntries(
      Object.entries(filterFields()).map(([name, { accepted }]) => [
        `--${name} <values>`,
        list(accepted.map(String)),
      ]),
    ),
    "--port <values>": list(ports),
    "--port <port>": { words: ports },
    "--service <values>": list(services),
    "--service <words>": list(selectors),
    "--omit <ids or ports>": list([...selectors, ...omissibleNeeds]),
    "--replace <id or port=port>": keys,
    "--allow-from <id or port=networks>": keys,
    "--add <ports>": list(["ftp-passive"]),
    "--os <system>": { words: firewallData().operatingSystems.map(({ id }) => id) },
    "--conditions <ids>": list([...conditionIds(), "all"]),
    "--release <release>": versions,
    "--config <file>": files,
    "--merge <file>": files,
    "--merge-replace <file>": files,
    "--output <file>": files,
    from: versions,
    to: versions,
    old: versions,
    new: versions,
    release: versions,
    port: { words: ports },
    format: { words: Object.keys(renderOutputs) },
    list: { words: listElsewhere().map(({ id }) => id) },
    files,
  };
}
