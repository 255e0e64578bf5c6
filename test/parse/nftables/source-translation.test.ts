import { describe, expect, test } from "vitest";
import { checkConnection } from "../../../src/parse/index.ts";

const nat = (...rules: readonly string[]) => `table ip nat {
	chain docker {
		masquerade
	}
	chain dropping {
		drop
	}
	chain POSTROUTING {
		type nat hook postrouting priority srcnat; policy accept;
		${rules.join("\n\t\t")}
	}
}
table inet f {
	chain out {
		type filter hook output priority filter; policy drop;
		ct state established accept
		tcp dport 443 accept
	}
}
`;

const check = (text: string) => {
  const { verdict, answers } = checkConnection(text, {
    port: 443,
    direction: "outbound",
    address: "9.9.9.9",
  });
  return { verdict, decidedBy: answers[0]?.decidedBy?.text, others: answers[0]?.alternatives };
};

describe("chains that translate source addresses", () => {
  test.for([
    'ip saddr 172.17.0.0/16 oifname != "docker0" masquerade',
    "masquerade",
    "snat to 192.0.2.1",
    "jump docker",
    "jump docker\n\t\tjump docker",
    "accept",
  ])("decide about no connection: %s", (rule) => {
    expect(check(nat(rule))).toEqual({
      verdict: "open",
      decidedBy: "tcp dport 443 accept",
      others: [],
    });
  });

  test.for(["drop", "jump dropping", "jump dropping\n\t\tjump dropping"])(
    "may still drop: %s",
    (rule) => {
      expect(check(nat(rule)).verdict).toBe("closed");
    },
  );
});
