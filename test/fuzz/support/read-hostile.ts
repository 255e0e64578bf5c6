import { readFileSync } from "node:fs";
import type { Exposure } from "../../../src/index.ts";
import * as parse from "../../../src/parse/index.ts";
import type { Work } from "../../support/measured.ts";
import { isRefusal } from "./is-refusal.ts";

const parsers: Readonly<Record<string, (inputs: readonly string[]) => Exposure>> = {
  nftables: parse.parseNftables,
  iptables: parse.parseIptables,
  firewalld: parse.parseFirewalld,
  csf: parse.parseCsf,
  apf: parse.parseApf,
  ufw: parse.parseUfw,
  listeners: parse.parseListeners,
  nmap: parse.parseNmap,
};

/** Prepares reading the files of a firewall; the work returns the outcome. */
const prepare: Work = (format = "", ...files) => {
  const inputs = files.map((file) => readFileSync(file, "utf8"));
  return () => {
    try {
      return `read, ${parsers[format]?.(inputs).families.join(" and ")}`;
    } catch (error) {
      return isRefusal(error) ? "refused" : String(error);
    }
  };
};
export default prepare;
