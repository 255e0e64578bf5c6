import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "vitest";
import { measured } from "../support/measured.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hostile } from "./support/hostile.ts";

/** The measured maximum is 226 million, when the budget is used up. */
const maxSteps = 300_000_000;
/** The measured maximum is 231: banned and allowed addresses of iptables. */
const maxMegabytes = 250;

const read = measured(new URL("support/read-hostile.ts", import.meta.url));

// Each input is read in a process of its own.
describe.concurrent.for(Object.entries(hostile))("%s", ([format, inputs]) => {
  test.for(Object.entries(inputs))(
    `reads or rejects hostile input within ${maxSteps / 1e6} million steps and ${maxMegabytes} MB: %s`,
    async ([name, make], { expect, onTestFinished }) => {
      const folder = temporaryFolder(onTestFinished);
      const files = [make()].flat().map((input, index) => {
        const file = join(folder, `${index}.txt`);
        writeFileSync(file, input);
        return file;
      });
      const { result, steps, megabytes } = await read(format, ...files);
      console.log(
        `${format}, ${name}: ${result}, ${(steps / 1e6).toFixed(1)} million steps, ${megabytes.toFixed()} MB`,
      );
      expect(result).toMatch(
        // APF filters only IPv4.
        format === "apf" ? /^(?:refused|read, ipv4)$/ : /^(?:refused|read, ipv4(?: and ipv6)?)$/,
      );
      expect(steps).toBeLessThan(maxSteps);
      expect(megabytes).toBeLessThan(maxMegabytes);
    },
  );
});
