import { useState } from "preact/hooks";
import type { FirewallOptions } from "../../../worker/tasks/render-firewall.ts";
import { Tabs } from "../../parts/tabs.tsx";
import { TextFile } from "../../parts/text-file.tsx";
import { codeOf } from "./code-of.ts";
import { commandOf, configCommandOf } from "./command-of.ts";
import { configName } from "./config-name.ts";
import { configOf } from "./config-of.ts";
import type { FormatFile } from "./formats.ts";

const tabs = [
  { id: "command", title: "Command" },
  { id: "config", title: "Configuration file" },
  { id: "code", title: "Code" },
] as const;

interface SameElsewhereProps {
  readonly version: string;
  readonly options: FirewallOptions;
  readonly files: readonly FormatFile[];
}

/** The command, the configuration file and the program that write the same files. */
export function SameElsewhere({ version, options, files }: SameElsewhereProps) {
  const [tab, setTab] = useState<(typeof tabs)[number]["id"]>("command");
  return (
    <section>
      <h3>The same as a command or code</h3>
      <Tabs label="The same as a command or code" tabs={tabs} selected={tab} onSelect={setTab}>
        {tab === "command" && (
          <TextFile
            name="In a terminal"
            text={`${files.map((file) => commandOf(version, options, file)).join("\n")}\n`}
            isFile={false}
          />
        )}
        {tab === "config" && (
          <>
            <TextFile name={configName} text={configOf(options)} />
            <TextFile
              name="In a terminal"
              text={`${files.map((file) => configCommandOf(version, file)).join("\n")}\n`}
              isFile={false}
            />
          </>
        )}
        {tab === "code" && <TextFile name="firewall.mjs" text={codeOf(version, options, files)} />}
      </Tabs>
    </section>
  );
}
