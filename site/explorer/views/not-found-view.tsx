/** Says that an address leads nowhere, and where to go. */
export function NotFoundView() {
  return (
    <>
      <h1 tabIndex={-1}>No such view</h1>
      <p>
        Nothing has this address. <a href="#/ports">All ports</a> is where to begin.
      </p>
    </>
  );
}
