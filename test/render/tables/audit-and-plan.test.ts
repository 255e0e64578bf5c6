import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  createPolicy,
  type PlanChange,
  planAudit,
  planUpgrade,
} from "../../../src/index.ts";
import {
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderText,
} from "../../../src/render/index.ts";

const [change] = planUpgrade(110, 126).changes as [PlanChange];
const audit = auditFirewall(
  126,
  createPolicy(126, { omit: "ssh", add: { ports: 8443, protocol: "tcp", label: "x" } }),
);

describe("an audit and a plan as tables", () => {
  test("have a line for each finding and change", () => {
    expect(renderText(audit).split("\n")).toHaveLength(4);
    expect(renderMarkdown(audit)).toContain(
      "| warning | missing | inbound | tcp | 22 | SSH | anywhere | a port that should be open is closed; documented since 102 |",
    );
    expect(renderHtml(audit)).toContain(
      "<caption>cPanel &amp; WHM 126: the firewall does not fit (2 warnings)</caption>",
    );
    expect(renderCsv(audit).split("\r\n").slice(1, 3)).toEqual([
      "warning,port-closed,missing,inbound,tcp,22,22,SSH,ssh,any,nobody,any,,102,a port that should be open is closed; documented since 102",
      "warning,undocumented-port-open,extra,inbound,tcp,8443,8443,No documented service,,nobody,any,any,,,a port is open that the release does not document",
    ]);
    expect(JSON.parse(renderJson(audit)).verdict).toBe("differs");
    expect(renderMarkdown(planAudit(audit))).toContain(
      "| open | inbound | tcp | 22 | SSH | anywhere |",
    );
    expect(renderCsv(planAudit(audit)).split("\r\n")[1]).toMatch(
      /^open,yes,inbound,tcp,22,22,SSH,ssh,any,,/,
    );
    expect(renderHtml({ ...planAudit(audit), unknown: [change] })).toContain(
      "<caption>Perhaps also</caption>",
    );
    expect(renderCsv({ ...planAudit(audit), unknown: [change] })).toContain("close,maybe,");
  });

  test("say for whom, in words and for programs", () => {
    const blocked = {
      ...createPolicy(126),
      rules: createPolicy(126).rules.map((rule) =>
        rule.ports.from === 22
          ? { ...rule, except: ["192.0.2.1", "192.0.2.3", "192.0.2.5", "192.0.2.7", "192.0.2.9"] }
          : rule,
      ),
    };
    const found = auditFirewall(126, blocked);
    expect(renderText(found)).toContain("192.0.2.1, 192.0.2.3, 192.0.2.5, 192.0.2.7, 192.0.2.9");
    expect(renderCsv(found)).toContain(
      ",any,any !192.0.2.1 !192.0.2.3 !192.0.2.5 !192.0.2.7 !192.0.2.9,192.0.2.1 192.0.2.3",
    );
    expect(renderText(blocked)).toContain(
      "anywhere but 192.0.2.1, 192.0.2.3, 192.0.2.5 and 2 more",
    );
  });
});

test("a table to read names a few of very many addresses, a table for programs all", () => {
  const many = Array.from({ length: 21 }, (_, index) => `192.0.2.${1 + 2 * index}`);
  const blocked = {
    ...createPolicy(126),
    rules: createPolicy(126).rules.map((rule) =>
      rule.ports.from === 22 ? { ...rule, except: many } : rule,
    ),
  };
  const found = auditFirewall(126, blocked);
  expect(renderText(found)).toContain("192.0.2.1, 192.0.2.3, 192.0.2.5 and 18 more");
  expect(renderCsv(found)).toContain(many.join(" "));
});

test("a table of changes names the conditions", () => {
  const open = planAudit(auditFirewall(126, createPolicy(126, { omit: 26 })));
  expect(renderCsv(open)).toContain(",second-smtp-port,");
});
