import { describe, expect, test } from "vitest";
import { createPolicy, planUpgrade } from "../../../src/index.ts";
import { renderNftables, renderPlan } from "../../../src/render/index.ts";
import { runCli } from "../../support/run-cli.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const files = { "-": renderNftables(createPolicy(126)), "csf.conf": stockCsf };
const cli = (...args: string[]) => runCli(args, { files: { ...files } });

describe("plan", () => {
  test("prints what changes between two releases, and exits with 1 where something does", () => {
    const { status, stdout } = cli("plan", "110", "126");
    expect(status).toBe(1);
    expect(stdout).toContain("From cPanel & WHM 110 to 126: 2 changes\n");
    expect(stdout).toMatch(/^close +inbound +tcp +2091 /m);
    expect(cli("plan", "102", "118")).toMatchObject({
      status: 0,
      stdout: "From cPanel & WHM 102 to 118: nothing to change\n",
    });
    expect(cli("plan", "118", "120").stdout).toContain("From cPanel & WHM 118 to 120: 1 change\n");
  });

  test("says that nothing documented differs, or that it cannot tell", () => {
    expect(cli("plan", "126", "11.132.0.3")).toEqual({
      status: 0,
      stdout:
        "From cPanel & WHM 126 to 132 (132 answered from page 126, which holds for it): nothing documented differs, page 126 answers for both\n",
      stderr: "cpanel-ports: 132 is answered from page 126, which holds for it\n",
    });
    expect(cli("plan", "126", "138")).toEqual({
      status: 2,
      stdout:
        "From cPanel & WHM 126 to 138 (138 assumed from page 126, which may have changed since): cannot tell whether anything differs\n",
      stderr: "cpanel-ports: 138 is assumed from page 126, which may have changed since\n",
    });
    expect(cli("plan", "110", "138", "--service", "whm").status).toBe(2);
    expect(cli("plan", "138", "11.138.1.7").status).toBe(0);
  });

  test("counts what certainly changes up to an assumed version", () => {
    const { status, stdout } = cli("plan", "110", "138");
    expect(status).toBe(1);
    expect(stdout).toContain(
      "From cPanel & WHM 110 to 138 (138 assumed from page 126, which may have changed since): 2 changes\n",
    );
    expect(stdout).toContain("page 126 does not document the port");
  });

  test("prints only what the firewall at hand needs", () => {
    expect(cli("plan", "110", "126", "csf.conf")).toMatchObject({ status: 0 });
    expect(cli("plan", "110", "126", "-")).toMatchObject({ status: 0 });
    expect(cli("plan", "110", "126", "--from", "nftables")).toMatchObject({ status: 0 });
    const { status, stdout } = cli("plan", "126", "110", "csf.conf", "--format", "csf");
    expect(status).toBe(1);
    expect(stdout).toContain("2087,2091,2095");
    const unclear = runCli(["plan", "110", "126", "--from", "nftables"], {
      files: {
        "-": "table inet t {\n chain c {\n type filter hook input priority 0; policy drop;\n meta cpu 1 accept\n }\n}\n",
      },
    });
    expect(unclear.status).toBe(2);
    expect(unclear.stdout).toContain("Perhaps also");
  });

  test("prints commands, and asks for the firewall where they need it", () => {
    expect(cli("plan", "110", "126", "--format", "nftables").stdout).toBe(
      renderPlan(planUpgrade(110, 126), "nftables"),
    );
    expect(
      cli(
        "plan",
        "110",
        "126",
        "--format",
        "nftables",
        "--table",
        "ip filter",
        "--input-chain",
        "INPUT",
      ).stdout,
    ).toContain("nft 'insert rule ip filter INPUT ");
    expect(cli("plan", "110", "126", "--format", "csf")).toMatchObject({ status: 2, stdout: "" });
    expect(cli("plan", "110", "126", "--format", "csv").stdout.split("\r\n")[1]).toMatch(
      /^close,yes,inbound,tcp,2091,2091,/,
    );
  });
});
