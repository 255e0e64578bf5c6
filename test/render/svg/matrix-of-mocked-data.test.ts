import { expect, test, vi } from "vitest";
import { renderSvg } from "../../../src/render/index.ts";

vi.mock(import("../../../src/dataset/dataset.ts"), async (importOriginal) => {
  const { mockedDataset, moduleOf } = await import("../../support/mocked-dataset.ts");
  const dataset = mockedDataset();
  const ports = dataset.ports.map((span) =>
    span.from === 116 && span.entry.port === 22
      ? {
          ...span,
          entry: {
            ...span.entry,
            documented: { ...span.entry.documented, inbound: false, outbound: true },
          },
        }
      : span,
  );
  return { ...(await importOriginal()), ...moduleOf({ ...dataset, ports }) };
});

test("marks a port with changed directions, and names both directions", () => {
  const svg = renderSvg([114, 116, 118], { changed: true });
  expect(svg).toContain(
    "Ports: 22. Changes: 22 (SSH) changed in 116 from inbound to outbound and 22 (SSH) changed in 118 from outbound to inbound.",
  );
});
