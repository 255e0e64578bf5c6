import { createPolicy, diffReleases, listPorts, resolveVersion } from "cpanel-ports";
import { renderCsv, renderJson } from "cpanel-ports/render";
import { expect, test } from "vitest";
import { renderTable } from "../../../site/worker/tasks/render-table.ts";

test("renders the ports of a release, with a filter", () => {
  const subject = { kind: "ports", release: 126, filter: { service: "imap" } } as const;
  expect(renderTable({ subject, format: "csv" })).toBe(
    renderCsv(listPorts(126, { service: "imap" })),
  );
});

test("renders the differences between two versions, including newer ones", () => {
  const subject = { kind: "diff", from: 118, to: 138 } as const;
  expect(renderTable({ subject, format: "json" })).toBe(
    renderJson(diffReleases(118, resolveVersion(138))),
  );
});

test("renders a policy", () => {
  const subject = { kind: "policy", version: "126", options: { preferTls: true } } as const;
  expect(renderTable({ subject, format: "json" })).toBe(
    renderJson(createPolicy(126, { preferTls: true })),
  );
});
