import { useState } from "preact/hooks";
import { categoryTitle } from "../../parts/category-title.ts";
import { useSigns, useWords } from "../../parts/entry-words.ts";
import { problemOf } from "../../parts/problem-of.ts";
import { omissibleNeeds } from "./omissible-needs.ts";
import type { OptionsProps } from "./options-props.ts";
import { type ServiceRow, serviceGroups } from "./service-rows.ts";
import { TextField } from "./text-field.tsx";
import { isTicked, withAllTicked, withNoneTicked, withOnlyThese, withTick } from "./ticks.ts";
import { WhoField } from "./who-field.tsx";

/** Which services the server runs, what each opens, and who may connect. */
export function ServiceOptions(props: OptionsProps) {
  const { settings, release, failure, set } = props;
  const [search, setSearch] = useState("");
  const isOnly = settings.services !== null;
  const isOfNeed = omissibleNeeds.some(({ id }) => problemOf(failure, `omit.${id}`) !== null);
  const problem = problemOf(failure, "services") ?? (isOfNeed ? null : problemOf(failure, "omit"));
  const wanted = search.trim().toLowerCase();
  const groups = serviceGroups(release)
    .map((group) => ({ ...group, rows: group.rows.filter((row) => row.words.includes(wanted)) }))
    .filter(({ rows }) => rows.length > 0);
  const mode = (only: boolean) => (
    <label class="choice">
      <input
        type="radio"
        name="services"
        checked={isOnly === only}
        onChange={() => set(withOnlyThese(settings, only, release))}
      />
      {only ? "Only the ticked services" : "All services except those unticked"}
    </label>
  );
  return (
    <fieldset class="option-group">
      <legend>Services, and who may connect</legend>
      <div class="choices">
        {mode(false)}
        {mode(true)}
      </div>
      <div class="service-tools">
        <label>
          <span class="visually-hidden">Search the services</span>
          <input
            type="text"
            placeholder="Search: imap, mail, 993"
            value={search}
            onInput={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        </label>
        <button type="button" class="quiet-button" onClick={() => set(withAllTicked(settings))}>
          Tick all
        </button>
        <button
          type="button"
          class="quiet-button"
          onClick={() => set(withNoneTicked(settings, release))}
        >
          Tick none
        </button>
      </div>
      <p class="quiet">
        Who may connect: leave a field empty for anyone, or list addresses and networks, separated
        by commas. <code>license-callback</code> means cPanel's license system,{" "}
        <code>feature-sources</code> means the scanners of its features.
      </p>
      {problem !== null && <p class="field-problem">{problem}</p>}
      {groups.map(({ category, rows }) => (
        <fieldset key={category} class="services">
          <legend>{categoryTitle(category)}</legend>
          {rows.map((row) => (
            <ServiceLine key={row.id} {...props} row={row} />
          ))}
        </fieldset>
      ))}
      {groups.length === 0 && <p class="quiet">No service matches by name or port.</p>}
      {isOnly && (
        <TextField
          name="services.more"
          label="Also include these documented ports"
          text={settings.moreServices}
          placeholder="2087, 53"
          problem={null}
          onText={(moreServices) => set({ ...settings, moreServices })}
        />
      )}
      <TextField
        name="omit.more"
        label="Exclude these documented ports"
        text={settings.moreOmit}
        placeholder="2086, 2082"
        problem={null}
        onText={(moreOmit) => set({ ...settings, moreOmit })}
      />
    </fieldset>
  );
}

function ServiceLine({ row, ...props }: OptionsProps & { readonly row: ServiceRow }) {
  const { settings, set } = props;
  const ticked = isTicked(settings, row.id);
  return (
    <div class="service">
      <label class="choice">
        <input
          type="checkbox"
          checked={ticked}
          onChange={({ currentTarget }) => set(withTick(settings, row.id, currentTarget.checked))}
        />
        <span class="service-name">
          <span>{row.name}</span>
          <span class="opens">
            {row.opens.map(({ use, ports }) => (
              <span key={use} title={useWords[use]}>
                <span aria-hidden="true">{useSigns[use]}</span>
                <span class="visually-hidden">{useWords[use]}</span> {ports.join(" ")}
              </span>
            ))}
          </span>
        </span>
      </label>
      {row.isInbound && ticked && (
        <WhoField
          {...props}
          of={row.id}
          label={<span class="visually-hidden">Who may reach {row.name}</span>}
        />
      )}
    </div>
  );
}
