import type { PortEntry } from "cpanel-ports";
import { protectionWords, protocolsOf, useOf, useWords } from "./entry-words.ts";
import { PortLink } from "./links.tsx";

/** A table of ports, one row per port. */
export function PortList({ entries }: { entries: readonly PortEntry[] }) {
  return (
    <div class="table-frame">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Port</th>
            <th scope="col">Service</th>
            <th scope="col">Protocol</th>
            <th scope="col">Direction</th>
            <th scope="col">Protection</th>
            <th scope="col">Condition</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.port}>
              <th scope="row">
                <PortLink port={entry.port} />
              </th>
              <td>{entry.documented.service}</td>
              <td>{protocolsOf(entry)}</td>
              <td>
                <span class={`pill ${useOf(entry)}`}>{useWords[useOf(entry)]}</span>
              </td>
              <td class="whole">{protectionWords[entry.protection]}</td>
              <td>{entry.conditions.map((each) => each.text).join("; ") || "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
