import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { auditFirewall, planAudit } from "../../src/index.ts";
import { parseCsf, parseIptables } from "../../src/parse/index.ts";
import { renderPlan } from "../../src/render/index.ts";
import { runPlan } from "./support/run-plan.ts";
import { describeWith } from "./support/tools.ts";
import { withFolder } from "./support/with-folder.ts";

const before = 'TCP_IN = "22"\nTCP_OUT = "1:65535"\nUDP_IN = ""\nUDP_OUT = "1:65535"\nIPV6 = "0"\n';
const script = renderPlan(
  planAudit(auditFirewall(126, parseCsf(before), { services: ["ssh", "whm"], preferTls: true })),
  "csf",
  { rollback: 30 },
);
const stubs = {
  csf: 'echo "csf $*" >> "$ROOT/log"',
  // So that nobody has to wait.
  sleep:
    '[ "$1" = 30 ] || exec /bin/sleep "$1"; echo $PPID >> "$ROOT/timers"; while [ ! -e "$ROOT/over" ]; do /bin/sleep 0.02; done',
};

/** Creates a directory that represents the root of a server with CSF. */
function csfServer(root: string) {
  mkdirSync(join(root, "etc/csf"), { recursive: true });
  writeFileSync(join(root, "etc/csf/csf.conf"), before);
  writeFileSync(join(root, "etc/csf/csf.allow"), "# empty\n");
  return {
    configuration: () => readFileSync(join(root, "etc/csf/csf.conf"), "utf8"),
    state: () => join(root, "run/cpanel-ports-rollback"),
    log: () => readFileSync(join(root, "log"), "utf8").split("\n").filter(Boolean),
    timers: () => readFileSync(join(root, "timers"), "utf8").split("\n").filter(Boolean),
    endTime: () => writeFileSync(join(root, "over"), ""),
  };
}

/** Runs a test on such a server, and waits for its timers. */
const onServer = (act: (root: string, server: ReturnType<typeof csfServer>) => Promise<void>) =>
  withFolder(async (root) => {
    const server = csfServer(root);
    await act(root, server);
    server.endTime();
    await new Promise((resolve) => setTimeout(resolve, 100));
  });

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits until a condition holds, for at most ten seconds. */
async function until(holds: () => boolean) {
  for (let tries = 0; tries < 500 && !holds(); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(holds()).toBe(true);
}

describeWith(["bash", "dash", "perl", "sed", "setsid"], "a plan with a rollback", () => {
  test.for(["bash", "dash"])(
    "restores the previous state when the time is up, pasted into %s",
    (shell) =>
      onServer(async (root, { configuration, state, log, endTime }) => {
        const { status, output } = runPlan(script, root, { shell, stubs });
        expect(output).toContain("All changes are undone in 30 seconds. To keep them, log in over");
        expect(output).toContain(`sh ${state()}/confirm\n`);
        expect(status).toBe(0);
        expect(configuration()).toContain('TCP_IN = "22,2087"');
        endTime();
        await until(() => !existsSync(state()));
        expect(configuration()).toBe(before);
        expect(log()).toEqual(["csf --restartall", "csf --restartall"]);
      }),
  );

  test("ends the script with the rollback, so that nothing changes after it", () =>
    onServer(async (root, { configuration, state, log }) => {
      const slow = {
        ...stubs,
        perl: 'touch "$ROOT/over"; /bin/sleep 0.5; PATH=/usr/bin:/bin; exec perl "$@"',
      };
      const { status, output } = runPlan(script, root, { stubs: slow });
      expect(output).toMatch(
        /^Stopped because all changes are being undone: .* more than 30 seconds\.\n$/,
      );
      expect(status).toBe(1);
      await until(() => !existsSync(state()));
      expect(configuration()).toBe(before);
      expect(log()).toEqual(["csf --restartall"]);
    }));

  test("starts the time after the last change", () =>
    onServer(async (root, { state, timers }) => {
      const waiting = {
        ...stubs,
        csf: 'while [ ! -e "$ROOT/timers" ]; do /bin/sleep 0.02; done',
      };
      expect(runPlan(script, root, { stubs: waiting }).status).toBe(0);
      await until(() => timers().length === 2);
      const [first, last] = timers() as [string, string];
      await until(() => !isAlive(-Number(first)));
      expect(isAlive(Number(last))).toBe(true);
      expect(readFileSync(join(state(), "pid"), "utf8")).toBe(`${last}\n`);
      runPlan(`sh ${state()}/undo\n`, root, { stubs });
      await until(() => !isAlive(-Number(last)));
    }));

  test("cannot be confirmed while it runs", () =>
    onServer(async (root, { configuration, state }) => {
      const confirming = { ...stubs, csf: `sh ${state()}/confirm || echo refused` };
      const { output } = runPlan(script, root, { stubs: confirming });
      expect(output).toContain("refused\n");
      expect(output).toContain("The plan is still running.\n");
      runPlan(`sh ${state()}/undo\n`, root, { stubs });
      expect(configuration()).toBe(before);
    }));

  test("does not block the next plan if the rules changed in the meantime", () =>
    withFolder(async (root) => {
      const read = parseIptables(
        "*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dport 2087 -j DROP\nCOMMIT\n",
        { family: "ipv4" },
      );
      const plan = planAudit(auditFirewall(126, read, { services: ["whm"] }));
      const { status, output } = runPlan(renderPlan(plan, "iptables", { rollback: 30 }), root, {
        stubs: { ...stubs, iptables: "echo '-A INPUT -j DROP'", "iptables-save": "" },
      });
      expect(status).not.toBe(0);
      expect(output).toMatch(/create a new plan\.\nNothing was changed\.\n$/);
      expect(existsSync(join(root, "run/cpanel-ports-rollback"))).toBe(false);
      expect(existsSync(join(root, "timers"))).toBe(false);
    }));

  test("keeps its changes once they are confirmed", () =>
    onServer(async (root, { configuration, state, log, endTime }) => {
      runPlan(script, root, { stubs });
      const confirmed = runPlan(`sh ${state()}/confirm\n`, root, { stubs });
      expect(confirmed).toEqual({ status: 0, output: "Confirmed.\n" });
      endTime();
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(configuration()).toContain('TCP_IN = "22,2087"');
      expect(log()).toEqual(["csf --restartall"]);
      expect(existsSync(state())).toBe(false);
    }));

  test("can be undone at once, which stops its timer", () =>
    onServer(async (root, { configuration, state }) => {
      runPlan(script, root, { stubs });
      const pid = Number(readFileSync(join(state(), "pid"), "utf8"));
      expect(process.kill(pid, 0)).toBe(true);
      expect(runPlan(`sh ${state()}/undo\n`, root, { stubs })).toEqual({ status: 0, output: "" });
      expect(configuration()).toBe(before);
      await until(() => !isAlive(-pid));
    }));

  test("stops at a failing command, and is still undone", () =>
    onServer(async (root, { configuration, state, endTime }) => {
      const failing = { ...stubs, csf: `[ -e ${root}/over ] || exit 1` };
      const { status, output } = runPlan(script, root, { stubs: failing });
      expect(status).not.toBe(0);
      expect(output).toMatch(
        /^Stopped because a command failed\. All changes are undone within 30 seconds/,
      );
      expect(output).not.toContain("To keep them");
      endTime();
      await until(() => !existsSync(state()));
      expect(configuration()).toBe(before);
    }));

  test("changes nothing if the state cannot be saved, or another plan is pending", () =>
    onServer(async (root, { configuration, state }) => {
      rmSync(join(root, "etc/csf/csf.allow"));
      const unsaved = runPlan(script, root, { stubs });
      expect(unsaved.status).not.toBe(0);
      expect(unsaved.output).toContain("Nothing was changed.");
      expect(existsSync(state())).toBe(false);
      mkdirSync(state(), { recursive: true });
      const waiting = runPlan(script, root, { stubs });
      expect(waiting.status).toBe(1);
      expect(waiting.output).toContain("Another plan is waiting for confirmation: run sh ");
      expect(existsSync(state())).toBe(true);
      expect(configuration()).toBe(before);
    }));

  test("uses systemd if it is running", () =>
    onServer(async (root, { state, log }) => {
      mkdirSync(join(root, "run/systemd/system"), { recursive: true });
      const systemd = {
        ...stubs,
        "systemd-run": 'echo "systemd-run $*" >> "$ROOT/log"',
        systemctl: 'echo "systemctl $*" >> "$ROOT/log"',
      };
      expect(runPlan(script, root, { stubs: systemd }).status).toBe(0);
      expect(runPlan(`sh ${state()}/confirm\n`, root, { stubs: systemd }).status).toBe(0);
      expect(log()).toEqual([
        `systemd-run --quiet --unit=cpanel-ports-rollback --on-active=30 --timer-property=AccuracySec=1s /bin/sh ${state()}/undo`,
        "csf --restartall",
        "systemctl restart cpanel-ports-rollback.timer",
        "systemctl is-active --quiet cpanel-ports-rollback.timer",
        "systemctl stop cpanel-ports-rollback.timer",
      ]);
    }));

  test("does not say how to confirm if its timer is gone", () =>
    onServer(async (root) => {
      mkdirSync(join(root, "run/systemd/system"), { recursive: true });
      const systemd = { ...stubs, "systemd-run": "exit 0", systemctl: '[ "$1" != is-active ]' };
      const { status, output } = runPlan(script, root, { stubs: systemd });
      expect(status).not.toBe(0);
      expect(output).not.toContain("To keep them");
    }));

  test("also stops at the first failing command without a rollback", () =>
    onServer(async (root, { configuration }) => {
      const plain = script
        .replace(/^mkdir -m 700.*\n(?:trap .*\n)+/m, "")
        .replace(/^cp -p .*\n[\s\S]*?^start_timer\n(?:trap .*\n)+.*\n/m, "")
        .replace(/^start_timer\n[\s\S]*?^END\n/m, "");
      expect(plain).not.toContain("rollback");
      const { status } = runPlan(
        plain.replace("edit_list TCP_IN", "false; edit_list TCP_IN"),
        root,
        {
          stubs,
        },
      );
      expect(status).toBe(1);
      expect(configuration()).toBe(before);
      expect(existsSync(join(root, "log"))).toBe(false);
    }));
});
