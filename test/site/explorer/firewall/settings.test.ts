import { expect, test } from "vitest";
import { readRoute } from "../../../../site/explorer/route.ts";
import { optionsOf } from "../../../../site/explorer/views/firewall/options-of.ts";
import { readSettings } from "../../../../site/explorer/views/firewall/read-settings.ts";
import { defaultSettings } from "../../../../site/explorer/views/firewall/settings.ts";
import { settingsText } from "../../../../site/explorer/views/firewall/settings-text.ts";
import { examples } from "./examples.ts";

const read = (hash: string) => readSettings(readRoute(hash).query);

test.each(Object.entries(examples))("keeps every setting in the address: %s", (_, settings) => {
  expect(read(settingsText(settings))).toEqual(settings);
});

test("writes only non-default settings to a readable address", () => {
  expect(settingsText(defaultSettings)).toBe("#/firewall");
  expect(
    settingsText({
      ...defaultSettings,
      services: ["ssh", "whm"],
      allowFrom: { whm: "198.51.100.0/24,2001:db8::1" },
      conditions: { http3: true, "remote-mysql": false },
      add: [{ ports: "8443", protocol: "tcp", direction: "inbound", label: "Panel" }],
    }),
  ).toBe(
    "#/firewall?services=ssh,whm&allowFrom.whm=198.51.100.0/24,2001:db8::1&conditions=http3,remote-mysql=false&add=8443/tcp=Panel",
  );
});

test("keeps typed text, character for character, however invalid", () => {
  for (const typed of ["198.51.100.", " a, ,b ", "x=y&z#?%", "‮<script>"]) {
    const settings = { ...defaultSettings, allowFrom: { ssh: typed }, replace: { ssh: typed } };
    expect(read(settingsText(settings))).toEqual(settings);
  }
});

test("moves words without a box into the text fields", () => {
  expect(read("#/firewall?services=ssh,2083,mail&omit=22,dhcp")).toMatchObject({
    services: ["ssh"],
    moreServices: "2083,mail",
    omit: ["dhcp"],
    moreOmit: "22",
  });
});

test("uses defaults for settings that the address lacks", () => {
  expect(read("#/firewall?format=pf&outbound=maybe&preferTls=1&allowFrom.=x")).toEqual(
    defaultSettings,
  );
});

test("passes invalid values to the package, and omits empty ones", () => {
  expect(
    optionsOf({
      ...defaultSettings,
      replace: { ssh: "22x", whm: " " },
      allowFrom: { ssh: " , " },
      add: [{ ports: "80a", protocol: "tcp", direction: "inbound", label: "" }],
    }),
  ).toEqual({
    replace: { ssh: "22x" },
    add: [{ ports: "80a", protocol: "tcp", label: "Added port" }],
  });
});
