import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Network } from "./network.ts";
import { withFolder } from "./with-folder.ts";

/** The actions of jails, as in the option `action` of jail.conf, and the addresses that each bans. */
export interface Jails {
  readonly actions: readonly string[];
  readonly banned: readonly string[];
}

/** Runs fail2ban on the server with its own actions and some addresses banned, and stops it after use. */
export function withFail2ban<T>(
  network: Network,
  { actions, banned }: Jails,
  env: Readonly<Record<string, string>>,
  use: () => Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => {
    const conf = join(folder, "conf");
    const log = join(folder, "fail2ban.log");
    const done = join(folder, "done");
    mkdirSync(conf);
    cpSync("/etc/fail2ban/action.d", join(conf, "action.d"), { recursive: true });
    writeFileSync(
      join(conf, "action.d/tell.conf"),
      "[Definition]\nactionban = echo <ip> >> <file>\n",
    );
    writeFileSync(done, "");
    writeFileSync(
      join(conf, "fail2ban.conf"),
      `[Definition]\nloglevel = INFO\nlogtarget = ${log}\nsyslogsocket = auto\ndbfile = None\nallowipv6 = yes\n`,
    );
    writeFileSync(
      join(conf, "jail.conf"),
      [
        `[DEFAULT]\nbackend = polling\nlogpath = /dev/null\nfilter =\nfailregex = ^never <HOST>$\nbantime = 600\n`,
        // The actions of a jail run in order: the second shows that the first has run.
        ...actions.map(
          (action, index) =>
            `[jail${index}]\nenabled = true\naction = ${action}\n         tell[file=${done}]\n`,
        ),
      ].join("\n"),
    );
    const files = ["-c", conf, "-s", join(folder, "socket"), "-p", join(folder, "pid")];
    const server = spawn(
      "ip",
      ["netns", "exec", network.server, "fail2ban-server", ...files, "-f"],
      { env: { ...process.env, ...env }, stdio: "ignore" },
    );
    const ended = new Promise((resolve) => server.once("exit", resolve));
    const until = async (isSo: (lines: string) => boolean) => {
      for (let tries = 0; ; tries++) {
        const lines = existsSync(log) ? readFileSync(log, "utf8") : "no log";
        if (isSo(lines)) {
          return;
        }
        if (tries > 600 || lines.includes("ERROR")) {
          throw new Error(`fail2ban: ${lines}`);
        }
        await wait(100);
      }
    };
    try {
      await until((lines) => lines.split("' started").length > actions.length);
      const bans = actions.map((_, index) => `set jail${index} banip ${banned.join(" ")}\n`);
      await network.onServer("fail2ban-client", [...files, "-i"], {
        input: `${bans.join("")}exit\n`,
      });
      await until(
        () => readFileSync(done, "utf8").split("\n").length > bans.length * banned.length,
      );
      return await use();
    } finally {
      // It removes its rules before it ends.
      server.kill("SIGTERM");
      await ended;
    }
  });
}
