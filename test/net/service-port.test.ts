import { expect, test } from "vitest";
import { registeredPort, servicePort } from "../../src/net/service-port.ts";

test("finds the port of a service by name and alias, only for its protocols", () => {
  expect(servicePort("ssh", "tcp")).toBe(22);
  expect(servicePort("ssh", "udp")).toBeUndefined();
  expect(servicePort("domain", "tcp")).toBe(53);
  expect(servicePort("domain", "udp")).toBe(53);
  expect(servicePort("ntp", "tcp")).toBeUndefined();
  expect(servicePort("www", "tcp")).toBe(80);
});

test("uses the first of two lines with the same name, as getservbyname does", () => {
  // It is an alias of acr-nema, and a separate service further down.
  expect(servicePort("dicom", "tcp")).toBe(104);
});

test("finds no service of other protocols, and no property name of objects", () => {
  for (const name of ["zip", "constructor", "", "SSH", "22"]) {
    expect(servicePort(name, "tcp"), name).toBeUndefined();
    expect(servicePort(name, "udp"), name).toBeUndefined();
  }
});

test("finds names that Debian lacks or has only for the other protocol", () => {
  expect(registeredPort("radsec", "tcp")).toBe(2083);
  expect(registeredPort("infowave", "udp")).toBe(2082);
  expect(registeredPort("ssh", "udp")).toBe(22);
  expect(registeredPort("ntp", "tcp")).toBe(123);
  expect(registeredPort("constructor", "tcp")).toBeUndefined();
  expect(servicePort("radsec", "tcp")).toBeUndefined();
});
