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

test("unticking leaves a service out, with who may reach it and where it listens", () => {
  const settings = { ...defaultSettings, allowFrom: { ssh: "x", whm: "y" }, replace: { ssh: "1" } };
  expect(withTick(settings, "ssh", false)).toEqual({
    ...defaultSettings,
    omit: ["ssh"],
    allowFrom: { whm: "y" },
  });
});

test("without FTP there is no range for it", () => {
  const settings = { ...defaultSettings, ftpPassive: true };
  expect(withTick(settings, "ssh", false).ftpPassive).toBe(true);
  expect(withTick(settings, "ftp", false).ftpPassive).toBe(false);
});

test("all and none keep what is set for other than services", () => {
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

test("the ticks stay as they are when only these services are named, and back", () => {
  const all = { ...defaultSettings, omit: ["ftp", "dhcp"] };
  const only = withOnlyThese(all, true, 126);
  expect(only.services).toEqual(ids.filter((id) => id !== "ftp"));
  expect(only.omit).toEqual(["dhcp"]);
  expect(withOnlyThese(only, false, 126)).toEqual(all);
  expect(ids.filter((id) => isTicked(only, id))).toEqual(ids.filter((id) => isTicked(all, id)));
});

test("every service of a release has one row, with its ports", () => {
  const rows = serviceGroups(126).flatMap((group) => group.rows);
  expect(rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  expect(rows.find((row) => row.id === "dns")?.opens).toEqual([
    { use: "both", ports: [53] },
    { use: "loopback", ports: [953] },
  ]);
  expect(rows.filter((row) => !row.isInbound).map((row) => row.id)).toContain("rsync");
});

test("who may reach a port of one's own goes where its number goes", () => {
  const added = withChangedPort(withNewPort(defaultSettings), 0, { ports: "8443" });
  const limited = { ...added, allowFrom: { "8443": "198.51.100.7" } };
  expect(withChangedPort(limited, 0, { ports: "8444" }).allowFrom).toEqual({
    "8444": "198.51.100.7",
  });
  expect(withChangedPort(limited, 0, { direction: "outbound" }).allowFrom).toEqual({});
  expect(withoutPort(limited, 0)).toEqual(defaultSettings);
});
