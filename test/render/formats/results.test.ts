import { describe, expect, test } from "vitest";
import { auditFirewall, createPolicy, planAudit } from "../../../src/index.ts";
import { renderMarkdown, renderText } from "../../../src/render/index.ts";

const audit = auditFirewall(126, createPolicy(126));
const differing = auditFirewall(126, createPolicy(126, { omit: "ssh" }));
const fits = "cPanel & WHM 126: the firewall fits";

describe("an audit and a plan state their result", () => {
  test("as text", () => {
    expect(renderText(audit)).toBe(`${fits}\n`);
    expect(renderText(audit, { caption: "web1" })).toBe("web1\n");
    expect(renderText(differing)).toMatch(
      /^cPanel & WHM 126: the firewall does not fit \(1 warning\)\n\nwarning {2}port-closed\n/,
    );
    expect(renderText(planAudit(audit))).toMatch(/^[^\n]+: nothing to change\n/);
    expect(renderText(planAudit(differing))).toMatch(/^[^\n]+: 1 change\n\nChange/);
  });

  test("as Markdown", () => {
    expect(renderMarkdown(audit)).toBe("cPanel \\& WHM 126: the firewall fits\n");
    expect(renderMarkdown(audit, { heading: 2 })).toBe(
      "## cPanel \\& WHM 126: the firewall fits\n",
    );
    expect(renderMarkdown(differing)).toMatch(/^cPanel \\& WHM 126: [^\n]+\n\n\| Severity/);
  });
});
