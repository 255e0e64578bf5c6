import { describe, expect, test } from "vitest";
import {
  AmbiguousOperatingSystemError,
  DevelopmentReleaseError,
  getRecommendedFirewall,
  UnknownOperatingSystemError,
} from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

const firewall = (release: number, system: string) => {
  const answer = getRecommendedFirewall(release, system);
  return answer === "undocumented" ? answer : answer.firewall;
};

describe("getRecommendedFirewall", () => {
  test.for<[number, string, string]>([
    [126, "almalinux", "nftables"],
    [126, "AlmaLinux OS 9.4", "nftables"],
    [126, "rocky", "nftables"],
    [126, "Rocky Linux 8", "nftables"],
    [126, "cloudlinux", "nftables"],
    [126, "cloudlinux 9", "nftables"],
    [126, "ubuntu", "iptables"],
    [126, "Ubuntu 22.04", "iptables"],
    [126, " ubuntu-24.04.1 ", "iptables"],
    [126, "Rocky  Linux - 8", "nftables"],
    [126, "centos 7", "undocumented"],
    [126, "rhel", "undocumented"],
    [110, "CentOS 7.9", "firewalld"],
    [110, "centos 8", "undocumented"],
    [110, "Red Hat Enterprise Linux 7", "firewalld"],
    [110, "rhel 7", "firewalld"],
    [110, "cloudlinux 7", "firewalld"],
    [110, "cloudlinux 8", "nftables"],
    [110, "cloudlinux 9", "nftables"],
    [112, "cloudlinux 7", "undocumented"],
    [112, "cloudlinux 9", "nftables"],
    [114, "cloudlinux 8.10", "nftables"],
    [114, "cloudlinux 9", "undocumented"],
    [116, "cloudlinux 9", "nftables"],
  ])("returns the firewall of %d on %s: %s", ([release, system, expected]) => {
    expect(firewall(release, system)).toBe(expected);
  });

  test.for<[number, string, string]>([
    [110, "rhel", "(firewalld for 7)"],
    [110, "centos", "(firewalld for 7)"],
    [112, "cloudlinux", "(nftables for 8+)"],
    [114, "cloudlinux", "(nftables for 8)"],
  ])(
    "requires a version for %d on %s, although the page has one row",
    ([release, system, choices]) => {
      const error = thrown(() => getRecommendedFirewall(release, system));
      expect(error).toBeInstanceOf(AmbiguousOperatingSystemError);
      expect(error.message).toContain(choices);
    },
  );

  test("requires a version if the answer depends on it", () => {
    const error = thrown(() => getRecommendedFirewall(102, "CloudLinux"));
    expect(error).toBeInstanceOf(AmbiguousOperatingSystemError);
    expect(error).toMatchObject({ code: "ambiguous-operating-system", input: "CloudLinux" });
    expect(error.message).toContain("(firewalld for 7, nftables for 8+)");
  });

  test.for(["windows", "", "8", "alma linux x", "debian 12", "__proto__", "ubuntu 1.2.3.4"])(
    "refuses %j as an unknown system",
    (system) => {
      const error = thrown(() => getRecommendedFirewall(126, system));
      expect(error).toBeInstanceOf(UnknownOperatingSystemError);
      expect(error).toMatchObject({
        code: "unknown-operating-system",
        field: "operatingSystem",
        input: system,
      });
      expect(error.message).toContain(
        `operatingSystem is ${JSON.stringify(system)}, which no page names`,
      );
      expect(error.message).toContain("almalinux, centos, cloudlinux, rhel, rocky, ubuntu");
    },
  );

  test("refuses a system that is not a string, and an unknown release", () => {
    expect(() => getRecommendedFirewall(126, 8 as unknown as string)).toThrow(
      UnknownOperatingSystemError,
    );
    expect(() => getRecommendedFirewall(109 as number, "ubuntu")).toThrow(DevelopmentReleaseError);
  });
});
