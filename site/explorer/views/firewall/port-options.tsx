import { useEffect, useRef } from "preact/hooks";
import { problemOf } from "../../parts/problem-of.ts";
import { withChangedPort, withNewPort, withoutPort } from "./added-ports.ts";
import { KeyedFields } from "./keyed-fields.tsx";
import { givenPorts } from "./options-of.ts";
import type { OptionsProps } from "./options-props.ts";
import { reachableKeys } from "./reachable-keys.ts";
import type { AddedPort } from "./settings.ts";
import { TextField } from "./text-field.tsx";
import { isTicked } from "./ticks.ts";
import { WhoField } from "./who-field.tsx";

/** Where SSH and other services listen, custom ports, and limits of single ports. */
export function PortOptions(props: OptionsProps) {
  const { settings, release, failure, set } = props;
  const { services, ports } = reachableKeys(release);
  const replaceField = (key: string, label: string) => {
    const { [key]: text = "", ...others } = settings.replace;
    return (
      <TextField
        key={key}
        name={`replace.${key}`}
        label={label}
        text={text}
        placeholder={key === "ssh" ? "22" : "another port"}
        problem={problemOf(failure, `replace.${key}`)}
        isNumeric
        onText={(next) =>
          set({ ...settings, replace: next === "" ? others : { ...settings.replace, [key]: next } })
        }
      />
    );
  };
  const own = settings.add.map((each) => each.ports.trim());
  const shown = [...services.filter((id) => isTicked(settings, id)), ...own];
  return (
    <fieldset class="option-group">
      <legend>Ports</legend>
      {(isTicked(settings, "ssh") || settings.replace.ssh !== undefined) &&
        replaceField("ssh", "SSH listens on")}
      <KeyedFields
        offer="Move another port"
        keys={ports.filter((each) => each !== "22")}
        set={Object.keys(settings.replace).filter((each) => each !== "ssh")}
        field={(key) => replaceField(key, `Instead of ${key}`)}
        focus={(key) => `replace.${key}`}
      />
      <KeyedFields
        offer="Limit a single port"
        keys={ports}
        set={Object.keys(settings.allowFrom).filter((each) => !shown.includes(each))}
        field={(key) => <WhoField key={key} {...props} of={key} label={`Who may reach ${key}`} />}
        focus={(key) => `allowFrom.${key}`}
      />
      <OwnPorts {...props} />
    </fieldset>
  );
}

function OwnPorts(props: OptionsProps) {
  const { settings, set } = props;
  const list = useRef<HTMLDivElement>(null);
  const count = settings.add.length;
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) {
      list.current?.querySelector<HTMLElement>(".own-port:last-of-type input")?.focus();
    } else if (count < before.current) {
      list.current?.querySelector<HTMLElement>(":scope > button")?.focus();
    }
    before.current = count;
  }, [count]);
  return (
    <div ref={list}>
      {settings.add.map((port, index) => (
        <OwnPort key={index} {...props} port={port} index={index} />
      ))}
      <button type="button" class="quiet-button" onClick={() => set(withNewPort(settings))}>
        Add a port of your own
      </button>
    </div>
  );
}

interface OwnPortProps extends OptionsProps {
  readonly port: AddedPort;
  readonly index: number;
}

function OwnPort({ port, index, ...props }: OwnPortProps) {
  const { settings, failure, set } = props;
  const change = (changed: Partial<AddedPort>) => set(withChangedPort(settings, index, changed));
  const option = `add[${givenPorts(settings.add).indexOf(port)}]`;
  const problem =
    problemOf(failure, `${option}.ports`) ??
    (failure?.fields.some((each) => each === option) ? failure.message : null);
  const key = port.ports.trim();
  // TCP and UDP of the same port share the field.
  const isFirst =
    settings.add.findIndex((each) => each.direction === "inbound" && each.ports.trim() === key) ===
    index;
  return (
    <fieldset class="own-port">
      <legend>Port of your own {index + 1}</legend>
      <TextField
        name={`${option}.ports.${index}`}
        label="Port or range"
        text={port.ports}
        placeholder="8443 or 8000-8010"
        problem={problem}
        onText={(ports) => change({ ports: ports.replace(/[/=]/g, "") })}
      />
      <label class="field">
        Protocol
        <select
          value={port.protocol}
          onChange={({ currentTarget }) =>
            change({ protocol: currentTarget.value as AddedPort["protocol"] })
          }
        >
          <option value="tcp">TCP</option>
          <option value="udp">UDP</option>
        </select>
      </label>
      <label class="field">
        Direction
        <select
          value={port.direction}
          onChange={({ currentTarget }) =>
            change({ direction: currentTarget.value as AddedPort["direction"] })
          }
        >
          <option value="inbound">inbound</option>
          <option value="outbound">outbound</option>
        </select>
      </label>
      <TextField
        name={`${option}.label.${index}`}
        label="What it is for"
        text={port.label}
        placeholder="Added port"
        problem={problemOf(failure, `${option}.label`)}
        onText={(label) => change({ label })}
      />
      {key !== "" && isFirst && <WhoField {...props} of={key} label="Who may connect" />}
      <button
        type="button"
        class="quiet-button"
        aria-label={`Remove your own port ${index + 1}`}
        onClick={() => set(withoutPort(settings, index))}
      >
        Remove
      </button>
    </fieldset>
  );
}
