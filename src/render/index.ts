/**
 * Renders ports, differences, policies and audits as tables, and policies as firewall configuration.
 *
 * @module render
 */

export type { FailedAudit, NamedAudit } from "./audited-servers.ts";
export { apfNotes, renderApf, renderApfAllow } from "./firewall/apf.ts";
export { type BlockFormat, renderBlock } from "./firewall/block.ts";
export type { BlockOptions } from "./firewall/blocked-networks.ts";
export { csfNotes, renderCsf, renderCsfAllow } from "./firewall/csf.ts";
export {
  type CsfListPorts,
  type CsfMerge,
  type CsfMergeOptions,
  mergeCsf,
} from "./firewall/csf-merge.ts";
export {
  firewalldNotes,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
} from "./firewall/firewalld.ts";
export {
  type IptablesOptions,
  ip6tablesNotes,
  iptablesNotes,
  renderIp6tables,
  renderIptables,
} from "./firewall/iptables.ts";
export { type NftablesOptions, renderNftables } from "./firewall/nftables.ts";
export type { RateUnit, RuleOptions, SshRate } from "./firewall/rule-options.ts";
export { renderUfw, renderUfwCommands, type UfwOptions, ufwNotes } from "./firewall/ufw.ts";
export { renderCsv } from "./formats/csv.ts";
export { renderHtml } from "./formats/html.ts";
export { renderJson } from "./formats/json.ts";
export { renderJunit } from "./formats/junit.ts";
export { type MarkdownOptions, renderMarkdown } from "./formats/markdown.ts";
export { renderSarif, type SarifOptions } from "./formats/sarif.ts";
export { renderText } from "./formats/text.ts";
export { renderPlan } from "./plan/render-plan.ts";
export type { PlanFormat, PlanOptions } from "./plan/types.ts";
export type { SvgTheme } from "./svg/palette.ts";
export { renderSvg } from "./svg/render-svg.ts";
export type { SvgMatrixOptions, SvgOptions } from "./svg/svg-options.ts";
export type { PortColumn } from "./tables/port-columns.ts";
export type { Renderable } from "./tables/recognize.ts";
export type { Column, OwnColumn, Table } from "./tables/table.ts";
export type { ColumnOf, ColumnOptions, TableOptions } from "./tables/table-options.ts";
export { toTable } from "./tables/to-table.ts";
