/** The words for the state of ports, and for what to do about it. */
interface StateWords {
  readonly isOpen: string;
  readonly isClosed: string;
  readonly butOpen: string;
  readonly twinIsOpen: string;
  readonly beOpen: string;
  readonly beClosed: string;
  readonly open: string;
  readonly openOne: string;
  readonly close: string;
}

/**
 * Returns the words for ports that a firewall opens or closes, or on which something listens or nothing does.
 *
 * @param subject - whether it is one port, and whether the input shows what listens
 */
export function stateWords({
  isOne,
  isOfListeners,
}: {
  readonly isOne: boolean;
  readonly isOfListeners: boolean;
}): StateWords {
  return isOfListeners
    ? {
        isOpen: isOne ? "has a listener open" : "have listeners open",
        isClosed: isOne ? "has no listener" : "have no listeners",
        butOpen: isOne ? "but has one" : "but have some",
        twinIsOpen: "has one",
        beOpen: "have a listener",
        beClosed: "have no listener",
        open: isOne ? "start its service" : "start their services",
        openOne: "start one of their services",
        close: isOne ? "stop its listener" : "stop their listeners",
      }
    : {
        isOpen: isOne ? "is open" : "are open",
        isClosed: isOne ? "is closed" : "are closed",
        butOpen: "but open",
        twinIsOpen: "is open",
        beOpen: "be open",
        beClosed: "be closed",
        open: isOne ? "open it" : "open them",
        openOne: "open one of them",
        close: isOne ? "close it" : "close them",
      };
}
