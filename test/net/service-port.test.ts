import { expect, test } from "vitest";
import { registeredPort, servicePort } from "../../src/net/service-port.ts";

test("finds the port of a service by its name and by its aliases, for its protocols only", () => {
  expect(servicePort("ssh", "tcp")).toBe(22);
  expect(servicePort("ssh", "udp")).toBeUndefined();
  expect(servicePort("domain", "tcp")).toBe(53);
  expect(servicePort("domain", "udp")).toBe(53);
  expect(servicePort("ntp", "tcp")).toBeUndefined();
  expect(servicePort("www", "tcp")).toBe(80);
});

test("takes the first of two lines with the same name, as getservbyname does", () => {
  // It is an alias of acr-nema, and a service of its own further down.
  expect(servicePort("dicom", "tcp")).toBe(104);
});

test("has no service of other protocols, and no name that every object has", () => {
  for (const name of ["zip", "constructor", "", "SSH", "22"]) {
    expect(servicePort(name, "tcp"), name).toBeUndefined();
    expect(servicePort(name, "udp"), name).toBeUndefined();
  }
});

test("finds names that Debian lacks or has for the other protocol only", () => {
  expect(registeredPort("radsec", "tcp")).toBe(2083);
  expect(registeredPort("infowave", "udp")).toBe(2082);
  expect(registeredPort("ssh", "udp")).toBe(22);
  expect(registeredPort("ntp", "tcp")).toBe(123);
  expect(registeredPort("constructor", "tcp")).toBeUndefined();
  expect(servicePort("radsec", "tcp")).toBeUndefined();
});
