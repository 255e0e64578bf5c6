/** Says that an address leads nowhere, and where to go. */
export function NotFoundView() {
  return (
    <>
      <h1 tabIndex={-1}>No such view</h1>
      <p>
        Nothing has this address. Start with <a href="#/ports">all ports</a>,{" "}
        <a href="#/release">all releases</a> or <a href="#/service">all services</a>.
      </p>
    </>
  );
}
