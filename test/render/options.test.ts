import { describe, expect, test } from "vitest";
import { auditFirewall, createPolicy, InvalidOptionError, planUpgrade } from "../../src/index.ts";
import * as render from "../../src/render/index.ts";
import { thrown } from "../support/thrown.ts";

const policy = createPolicy(126, { services: "ssh" });
const audit = auditFirewall(126, policy);
const plan = planUpgrade(110, 126);
const csf = ["TCP_IN", "TCP_OUT", "UDP_IN", "UDP_OUT", "TCP6_IN", "TCP6_OUT", "UDP6_IN", "UDP6_OUT"]
  .map((name) => `${name} = "22"\n`)
  .join("");

/** Each renderer with options, a misspelt option, and the option that was meant. */
const renderers: Readonly<Record<string, readonly [(options: never) => unknown, string, string]>> =
  {
    mergeCsf: [(options) => render.mergeCsf(policy, csf, options), "replaces", "replace"],
    renderBlock: [(options) => render.renderBlock("198.51.100.1", "csf", options), "kep", "keep"],
    renderCsv: [(options) => render.renderCsv(policy, options), "column", "columns"],
    renderHtml: [(options) => render.renderHtml(policy, options), "captoin", "caption"],
    renderIp6tables: [(options) => render.renderIp6tables(policy, options), "chain", "chains"],
    renderIptables: [(options) => render.renderIptables(policy, options), "logprefix", "logPrefix"],
    renderMarkdown: [(options) => render.renderMarkdown(policy, options), "headings", "heading"],
    renderNftables: [(options) => render.renderNftables(policy, options), "sshrate", "sshRate"],
    renderPlan: [
      (options) => render.renderPlan(plan, "firewalld", options),
      "rollBack",
      "rollback",
    ],
    renderSarif: [(options) => render.renderSarif(audit, options), "artefact", "artifact"],
    renderSvg: [(options) => render.renderSvg(policy, options), "widht", "width"],
    renderText: [(options) => render.renderText(policy, options), "captions", "caption"],
    renderUfw: [(options) => render.renderUfw(policy, options), "profil", "profile"],
    renderUfwCommands: [
      (options) => render.renderUfwCommands(policy, options),
      "profil",
      "profile",
    ],
    toTable: [(options) => render.toTable([], options), "column", "columns"],
  };

describe.for(Object.entries(renderers))("%s", ([, [run, misspelt, meant]]) => {
  test("refuses an unknown option and suggests the nearest one", () => {
    const error = thrown(() => run({ [misspelt]: true } as never));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({
      field: misspelt,
      suggestion: meant,
      message: expect.stringMatching(
        `^"${misspelt}" is not one of the options.*did you mean.*${meant}.*; expected any of `,
      ),
    });
  });

  test.for([null, "x", [], new Map()])("refuses %o as options", (options) => {
    const error = thrown(() => run(options as never));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ field: "options", input: options });
  });

  test("accepts missing options and undefined values", () => {
    expect(run(undefined as never)).toEqual(run({ [meant]: undefined } as never));
  });
});

test.for([
  ["counters", "yes", "one of true, false"],
  ["counters", null, "one of true, false"],
  ["comments", 1, "one of true, false"],
  ["sshRate", ["4/minute"], "such as 4/minute"],
  ["sshRate", { toString: () => "4/minute" }, "such as 4/minute"],
  ["logPrefix", ["x"], "printable ASCII"],
  ["table", ["my_table"], "a letter, then letters"],
] as const)("renderNftables refuses %s: %o", ([field, value, expected]) => {
  const error = thrown(() => render.renderNftables(policy, { [field]: value } as never));
  expect(error).toBeInstanceOf(InvalidOptionError);
  expect(error).toMatchObject({ field, expected: expect.stringContaining(expected) });
});
