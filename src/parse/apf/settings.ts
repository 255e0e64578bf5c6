import type { Doubt } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import type { TextNotes } from "../notes.ts";

/** The settings of APF 9.7 that say what gets through, with the values that the file comes with. */
const stock = {
  ALL_STOP: "DROP",
  BLK_IDENT: "0",
  BLK_MCATNET: "0",
  BLK_P2P_PORTS: "1214,2323,4660_4678,6257,6699,6346,6347,6881_6889,6346,7778",
  BLK_PORTS: "135_139,111,513,520,445,1433,1434,1234,1524,3127",
  BLK_PRVNET: "0",
  BLK_RESNET: "1",
  DEVEL_MODE: "1",
  DLIST_DSHIELD: "0",
  DLIST_PHP: "0",
  DLIST_RESERVED: "0",
  DLIST_SPAMHAUS: "0",
  EGF: "0",
  EG_TCP_CPORTS: "21,25,80,443,43",
  EG_TCP_UID: "",
  EG_UDP_CPORTS: "20,21,53",
  EG_UDP_UID: "",
  IFACE_TRUSTED: "",
  IG_TCP_CPORTS: "22",
  IG_UDP_CPORTS: "",
  RAB: "0",
  RESV_DNS: "1",
  SET_TRIM: "150",
  SET_VNET: "0",
  TCP_STOP: "DROP",
  TCR_PASS: "1",
  TCR_PORTS: "33434:33534",
  UDP_STOP: "DROP",
  USE_RGT: "0",
  VF_LGATE: "",
} as const;

/** The name of a setting that says what gets through. */
export type ApfSetting = keyof typeof stock;

/** What is behind the settings: where these are set to something else, APF is another program. */
const internals: ReadonlySet<string> = new Set(
  "ALLOW_HOSTS CNF CNF_FUNC DENY_HOSTS GALLOW_HOSTS GDENY_HOSTS IPT IPTR IPTS LGATE_MAC MCATNET NET POSTRT PRERT PRVNET RABP RESNET VNET ip ifconfig".split(
    " ",
  ),
);

/** The settings of one text or of several, of which the last word counts. */
export class ApfSettings {
  readonly #given = new Map<string, { readonly value: string; readonly place: Place }>();
  /** Why all of it may be otherwise; one reason is enough. */
  doubt: Doubt | undefined;
  /** Whether a whole file is among the texts: what it does not set is empty, as for every shell. */
  isWhole = false;

  /** The value of a setting, without spaces around it. */
  value(name: ApfSetting): string {
    return this.#given.get(name)?.value ?? (this.isWhole ? "" : stock[name]);
  }

  /** Where a setting is set; the whole of some text, where it is not. */
  placeOf(name: ApfSetting, beside: TextNotes): Place {
    return this.#given.get(name)?.place ?? { notes: beside, line: null };
  }

  /** Reads a text as far as it is assignments. */
  read(text: string, notes: TextNotes): void {
    for (const [index, raw] of linesOf(text).entries()) {
      const content = raw.trim();
      if (content === "" || content.startsWith("#")) {
        continue;
      }
      const place = { notes, line: index + 1 };
      if (/^(\.|source)\s+"?(\$CNFINT|\$\{CNFINT\}|\S*\/internals\.conf)"?$/.test(content)) {
        this.isWhole = true;
        this.#given.set("ALL_STOP", { value: stock.ALL_STOP, place });
      } else if (!this.#assign(content, place)) {
        this.#addDoubt(place, `the shell does more than to set a value: ${excerpt(content)}`);
      }
    }
  }

  #assign(content: string, place: Place): boolean {
    const pattern =
      /\s*([A-Za-z_]\w*)=(?:"([^"\\]*)"|'([^']*)'|([^\s"'\\`;&|<>()#]*))(?=\s|$)|\s+#.*/y;
    while (pattern.lastIndex < content.length) {
      const found = pattern.exec(content);
      if (found === null) {
        return false;
      }
      const [, name, double, single, bare = ""] = found;
      if (name !== undefined) {
        this.#set(name, double ?? bare, single, place);
      }
    }
    return true;
  }

  #set(name: string, double: string, single: string | undefined, place: Place): void {
    const isComputed = single === undefined && /[$`]/.test(double);
    if ((Object.hasOwn(stock, name) && isComputed) || internals.has(name)) {
      this.#addDoubt(place, `the value of ${excerpt(name)} is not followed`);
    }
    this.#given.set(name, { value: (single ?? double).trim(), place });
  }

  #addDoubt({ notes, line }: Place, text: string): void {
    this.doubt ??= notes.doubt(line, text);
  }
}

interface Place {
  readonly notes: TextNotes;
  readonly line: number | null;
}
