/**
 * Writes ports, differences and policies down: as tables that other tools embed, and as the files of
 * firewalls.
 *
 * @module render
 */
export { apfNotes, renderApf, renderApfAllow } from "./apf.ts";
export { type BlockFormat, renderBlock } from "./block.ts";
export { csfNotes, mergeCsf, renderCsf, renderCsfAllow } from "./csf.ts";
export { renderCsv } from "./csv.ts";
export {
  firewalldNotes,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
} from "./firewalld.ts";
export { type HtmlOptions, renderHtml } from "./html.ts";
export {
  type IptablesOptions,
  ip6tablesNotes,
  iptablesNotes,
  renderIp6tables,
  renderIptables,
} from "./iptables.ts";
export { renderJson } from "./json.ts";
export { renderMarkdown } from "./markdown.ts";
export { type NftablesOptions, renderNftables } from "./nftables.ts";
export { type PlanFormat, type PlanOptions, renderPlan } from "./plan.ts";
export { renderSarif, type SarifOptions } from "./sarif.ts";
export type { Renderable } from "./tables-of.ts";
export { renderText } from "./text.ts";
export { renderUfw, renderUfwCommands, type UfwOptions, ufwNotes } from "./ufw.ts";
