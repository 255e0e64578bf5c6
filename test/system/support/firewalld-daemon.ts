import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Network } from "./network.ts";

/** A firewalld on the server of a network, with its own message bus. */
export interface FirewalldDaemon {
  /** The environment in which `firewall-cmd` finds the daemon. */
  readonly env: Readonly<Record<string, string>>;
  readonly start: () => Promise<void>;
  /** Stops the daemon, which removes its rules. */
  readonly stop: () => Promise<void>;
  /** Stops everything immediately. */
  readonly kill: () => void;
}

/**
 * Prepares a firewalld.
 *
 * @param folder - a folder for the message bus
 * @param config - the folder that stands in for `/etc/firewalld`
 */
export function firewalldDaemon(network: Network, folder: string, config: string): FirewalldDaemon {
  const socket = join(folder, "bus");
  writeFileSync(
    join(folder, "bus.conf"),
    `<busconfig><type>system</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/><allow user="*"/></policy></busconfig>`,
  );
  const bus = spawn(
    "dbus-daemon",
    [`--config-file=${folder}/bus.conf`, "--nofork", "--nopidfile"],
    { stdio: "ignore" },
  );
  const env = { DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${socket}` };
  let daemon: ReturnType<typeof spawn> | undefined;
  const start = async () => {
    if (daemon) {
      return;
    }
    let log = "";
    daemon = spawn(
      "ip",
      [
        ...["netns", "exec", network.server, "firewalld", "--nofork", "--nopid"],
        ...["--log-target=console", "--system-config", config],
      ],
      { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] },
    );
    for (const output of [daemon.stdout, daemon.stderr]) {
      output?.on("data", (chunk) => {
        log += chunk;
      });
    }
    for (let tries = 0; ; tries++) {
      const state = await network.onServer("firewall-cmd", ["--state"], { env }).catch(String);
      if (state.trim() === "running") {
        break;
      }
      if (tries > 300) {
        throw new Error(`firewalld did not start: ${state}\n${log}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const problems = log.split("\n").filter((line) => /ERROR|WARNING/.test(line));
    if (problems.length > 0) {
      throw new Error(problems.join("\n"));
    }
  };
  return {
    env,
    start,
    stop: async () => {
      const running = daemon;
      daemon = undefined;
      if (running) {
        await new Promise((resolve) => {
          running.once("exit", resolve);
          running.kill("SIGTERM");
        });
      }
    },
    kill: () => {
      daemon?.kill("SIGKILL");
      bus.kill("SIGKILL");
    },
  };
}
