import { listServices, serverNeeds } from "cpanel-ports";
import { formats } from "./formats.ts";
import { type AddedPort, defaultSettings, type Settings } from "./settings.ts";
import { wordsIn } from "./words-in.ts";

/** Reads the settings of an address; missing settings have their default. */
export function readSettings(query: URLSearchParams): Settings {
  const services = query.get("services");
  const omit = query.get("omit") ?? "";
  const add = query.getAll("add");
  return {
    release: query.get("version") ?? defaultSettings.release,
    os: query.get("os") ?? "",
    services: services === null ? null : wordsIn(services).filter(isBox),
    moreServices: withWordsOf(query.get("services.more"), services ?? ""),
    omit: wordsIn(omit).filter(isBox),
    moreOmit: withWordsOf(query.get("omit.more"), omit),
    replace: withPrefix(query, "replace."),
    add: add.filter((each) => each !== ftpPassive).map(readAddedPort),
    ftpPassive: add.includes(ftpPassive),
    preferTls: query.get("preferTls") === "true",
    outbound: query.get("outbound") === "needed" ? "needed" : "any",
    conditions: readConditions(query.get("conditions") ?? ""),
    allowFrom: withPrefix(query, "allowFrom."),
    format: formats.find((each) => each.id === query.get("format"))?.id ?? defaultSettings.format,
  };
}

/** Represents no service at all in an address, where every setting has a value. */
export const noServices = "none";

export const ftpPassive = "ftp-passive";

const boxes: readonly string[] = [...listServices(), ...serverNeeds].map((each) => each.id);

/** Whether a word has a box to tick. */
function isBox(word: string): boolean {
  return boxes.includes(word);
}

/** The typed words, plus the words without a box that stand among words with one. */
function withWordsOf(typed: string | null, list: string): string {
  const others = wordsIn(list).filter((each) => !isBox(each) && each !== noServices);
  return [...others, ...(typed === null ? [] : [typed])].join(",");
}

function withPrefix(query: URLSearchParams, prefix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...query]
      .filter(([key]) => key.startsWith(prefix) && key.length > prefix.length)
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

/** Reads `8443/tcp`, `8000-8010/udp/outbound=Label`; invalid ports stay unchanged. */
function readAddedPort(text: string): AddedPort {
  const [, ports = "", protocol, outbound, label = ""] =
    /^([^/=]*)(?:\/(tcp|udp))?(\/outbound)?(?:\/inbound)?(?:=(.*))?$/s.exec(text) ?? [
      text,
      text.replace(/[/=]/g, " "),
    ];
  return {
    ports,
    protocol: protocol === "udp" ? "udp" : "tcp",
    direction: outbound === undefined ? "inbound" : "outbound",
    label,
  };
}

function readConditions(text: string): Settings["conditions"] {
  if (text === "all") {
    return "all";
  }
  return Object.fromEntries(
    wordsIn(text).map((each) => {
      const [id = "", truth = "true"] = each.split("=", 2);
      return [id, truth !== "false"];
    }),
  );
}
