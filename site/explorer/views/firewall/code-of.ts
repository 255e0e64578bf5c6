import { latestRelease } from "cpanel-ports";
import type { FirewallOutputName } from "../../../worker/tasks/firewall-outputs.ts";
import type { FirewallOptions } from "../../../worker/tasks/render-firewall.ts";
import type { FormatFile } from "./formats.ts";

/** The functions that write the outputs. */
const functions: Readonly<Record<FirewallOutputName, string>> = {
  nftables: "renderNftables",
  iptables: "renderIptables",
  ip6tables: "renderIp6tables",
  firewalld: "renderFirewalld",
  "firewalld-inbound": "renderFirewalldInbound",
  "firewalld-outbound": "renderFirewalldOutbound",
  csf: "renderCsf",
  "csf-allow": "renderCsfAllow",
  apf: "renderApf",
  "apf-allow": "renderApfAllow",
  ufw: "renderUfw",
  "ufw-commands": "renderUfwCommands",
  text: "renderText",
  markdown: "renderMarkdown",
  html: "renderHtml",
  csv: "renderCsv",
  json: "renderJson",
};

/** Returns the program that writes the same files. */
export function codeOf(
  version: string,
  options: FirewallOptions,
  files: readonly FormatFile[],
): string {
  const isRelease = /^\d+$/.test(version) && Number(version) <= latestRelease;
  const release = isRelease ? version : `resolveVersion(${JSON.stringify(version)})`;
  const rendered = files.map(({ output }) => functions[output]);
  const given = Object.keys(options).length === 0 ? "" : `, ${literal(options, "")}`;
  return [
    `import { writeFileSync } from "node:fs";`,
    `import { createPolicy${isRelease ? "" : ", resolveVersion"} } from "cpanel-ports";`,
    `import { ${[...rendered].sort().join(", ")} } from "cpanel-ports/render";`,
    "",
    `const policy = createPolicy(${release}${given});`,
    ...files.map(
      ({ output, name }) => `writeFileSync(${JSON.stringify(name)}, ${functions[output]}(policy));`,
    ),
    "",
  ].join("\n");
}

function literal(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[${value.map((each) => literal(each, indent)).join(", ")}]`;
  }
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const lines = Object.entries(value).map(
    ([key, each]) => `${inner}${keyText(key)}: ${literal(each, inner)},\n`,
  );
  return `{\n${lines.join("")}${indent}}`;
}

function keyText(key: string): string {
  return /^[a-z_$][\w$]*$/i.test(key) ? key : JSON.stringify(key);
}
