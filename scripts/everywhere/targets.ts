import { bundlers } from "./kinds/bundlers.ts";
import { chromium } from "./kinds/chromium.ts";
import { eslint } from "./kinds/eslint.ts";
import { packageManagers } from "./kinds/package-managers.ts";
import { quickjs } from "./kinds/quickjs.ts";
import { registry } from "./kinds/registry.ts";
import { runtimes } from "./kinds/runtimes.ts";
import { typescript } from "./kinds/typescript.ts";
import { workerd } from "./kinds/workerd.ts";
import type { Target } from "./target.ts";

/** All targets that the package is tested on. */
export const targets: readonly Target[] = [
  ...runtimes,
  workerd,
  chromium,
  quickjs,
  ...bundlers,
  ...typescript,
  ...packageManagers,
  registry,
  eslint,
];
