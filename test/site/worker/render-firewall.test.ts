import { createPolicy, resolveVersion } from "cpanel-ports";
import { renderCsf, renderNftables, renderSvg } from "cpanel-ports/render";
import { expect, test } from "vitest";
import { renderFirewall } from "../../../site/worker/tasks/render-firewall.ts";

test("writes the requested files, as the package's renderers do", () => {
  const options = { services: ["ssh", "whm"], preferTls: true };
  const rendered = renderFirewall({ version: "126", options, outputs: ["nftables", "csf"] });
  const policy = createPolicy(126, options);
  expect(rendered.files.map(({ output, text }) => [output, text])).toEqual([
    ["nftables", renderNftables(policy)],
    ["csf", renderCsf(policy)],
  ]);
  expect(rendered.files[1]?.notes[0]).toContain("IPV6");
});

test("returns the rules, the warnings and the excluded ports as data that a worker can post", () => {
  const rendered = renderFirewall({ version: "138", options: {}, outputs: [] });
  const policy = createPolicy(resolveVersion(138));
  expect(structuredClone(rendered)).toEqual({
    title: policy.title,
    defaults: policy.defaults,
    rules: policy.rules,
    conditional: policy.conditional,
    warnings: policy.warnings,
    files: [],
    pictures: {
      light: renderSvg(policy, { theme: "light" }),
      dark: renderSvg(policy, { theme: "dark" }),
    },
  });
  expect(rendered.title).toContain("assumed");
});
