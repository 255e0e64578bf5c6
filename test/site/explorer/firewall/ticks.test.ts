import { listServices } from "cpanel-ports";
import { expect, test } from "vitest";
import {
  withChangedPort,
  withNewPort,
  withoutPort,
} from "../../../../site/explorer/views/firewall/added-ports.ts";
import { serviceGroups } from "../../../../site/explorer/views/firewall/service-rows.ts";
import { defaultSettings } from "../../../../site/explorer/views/firewall/settings.ts";
import {
  isTicked,
  withAllTicked,
  withNoneTicked,
  withOnlyThese,
  withTick,
} from "../../../../site/explorer/views/firewall/ticks.ts";

const ids = listServices(126).map((each) => each.id);

test("excludes an unticked service, its allowed sources and its moved port", () => {
  const settings = { ...defaultSettings, allowFrom: { ssh: "x", whm: "y" }, replace: { ssh: "1" } };
  expect(withTick(settings, "ssh", false)).toEqual({
    ...defaultSettings,
    omit: ["ssh"],
    allowFrom: { whm: "y" },
  });
});

test("removes the passive range together with FTP", () => {
  const settings = { ...defaultSettings, ftpPassive: true };
  expect(withTick(settings, "ssh", false).ftpPassive).toBe(true);
  expect(withTick(settings, "ftp", false).ftpPassive).toBe(false);
});

test("keeps other settings when all or no services are ticked", () => {
  const settings = {
    ...defaultSettings,
    omit: ["ssh", "dhcp"],
    ftpPassive: true,
    allowFrom: { whm: "198.51.100.7", "8443": "198.51.100.7" },
  };
  expect(withNoneTicked(settings, 126)).toEqual({
    ...defaultSettings,
    services: [],
    omit: ["dhcp"],
    allowFrom: { "8443": "198.51.100.7" },
  });
  expect(withAllTicked(settings)).toEqual({ ...settings, omit: ["dhcp"] });
});

test("keeps the ticks when switching between included and excluded services", () => {
  const all = { ...defaultSettings, omit: ["ftp", "dhcp"] };
  const only = withOnlyThese(all, true, 126);
  expect(only.services).toEqual(ids.filter((id) => id !== "ftp"));
  expect(only.omit).toEqual(["dhcp"]);
  expect(withOnlyThese(only, false, 126)).toEqual(all);
  expect(ids.filter((id) => isTicked(only, id))).toEqual(ids.filter((id) => isTicked(all, id)));
});

test("shows one row for every service of a release, with its ports", () => {
  const rows = serviceGroups(126).flatMap((group) => group.rows);
  expect(rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  expect(rows.find((row) => row.id === "dns")?.opens).toEqual([
    { use: "both", ports: [53] },
    { use: "loopback", ports: [953] },
  ]);
  expect(rows.filter((row) => !row.isInbound).map((row) => row.id)).toContain("rsync");
});

test("moves the allowed sources of a custom port along with its number", () => {
  const added = withChangedPort(withNewPort(defaultSettings), 0, { ports: "8443" });
  const limited = { ...added, allowFrom: { "8443": "198.51.100.7" } };
  expect(withChangedPort(limited, 0, { ports: "8444" }).allowFrom).toEqual({
    "8444": "198.51.100.7",
  });
  expect(withChangedPort(limited, 0, { direction: "outbound" }).allowFrom).toEqual({});
  expect(withoutPort(limited, 0)).toEqual(defaultSettings);
});
