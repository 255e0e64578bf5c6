import type { PolicyRule } from "cpanel-ports";
import type { RenderedFirewall } from "../../../worker/tasks/render-firewall.ts";
import { download } from "../../parts/download.ts";
import { routeText } from "../../route.ts";

/** What the firewall lets through, and what happens to everything else. */
export function WhatGetsThrough({ firewall }: { readonly firewall: RenderedFirewall }) {
  const { rules, defaults } = firewall;
  return (
    <section>
      <h3>What gets through</h3>
      <p>
        Everything else: inbound {actionWords[defaults.inbound]}, outbound{" "}
        {actionWords[defaults.outbound]}. Replies, the server's own connections to itself and ICMP
        always pass.
      </p>
      <figure class="picture">
        {(["light", "dark"] as const).map((theme) => (
          <img
            key={theme}
            class={theme}
            src={`data:image/svg+xml,${encodeURIComponent(firewall.pictures[theme])}`}
            alt="Who may connect to the server, and what it may connect to. The table below has the same information."
          />
        ))}
        <button
          type="button"
          class="quiet-button"
          onClick={() => download("firewall.svg", firewall.pictures.light)}
        >
          Download the picture
        </button>
      </figure>
      <div class="table-frame" tabIndex={0} role="group" aria-label="Rules">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Port</th>
              <th scope="col">For</th>
              <th scope="col">Direction</th>
              <th scope="col">Remote addresses</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={`${rule.direction} ${rule.protocol} ${rangeText(rule)}`}>
                <th scope="row">
                  <Port rule={rule} />
                </th>
                <td>{rule.label}</td>
                <td>{rule.direction}</td>
                <td>{otherEnd(rule)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const actionWords = { accept: "accepted", drop: "dropped" };

function Port({ rule }: { readonly rule: PolicyRule }) {
  const text = `${rangeText(rule)}/${rule.protocol}`;
  const isDocumented = rule.need === null && rule.services.length > 0;
  return isDocumented && rule.ports.from === rule.ports.through ? (
    <a href={routeText("port", [rule.ports.from])}>{text}</a>
  ) : (
    <span>{text}</span>
  );
}

function rangeText({ ports: { from, through } }: PolicyRule): string {
  return from === through ? String(from) : `${from}-${through}`;
}

function otherEnd({ sources, except }: PolicyRule): string {
  const who = sources === "any" ? "any" : sources.join(", ");
  return except.length > 0 ? `${who} except ${except.join(", ")}` : who;
}
