/** A Markdown page in the form of the documentation, with invented content. */
export const syntheticPage = `---
url: "https://docs.cpanel.net/knowledge-base/general-systems-administration/how-to-configure-your-firewall-for-cpanel-services/200/"
title: "A page"
---

- [Elsewhere](https://docs.cpanel.net/)

## How to Configure Your Firewall for cPanel & WHM Services

_Valid for versions 200 through 204_

#### Version:

#### [200](https://docs.cpanel.net/knowledge-base/general-systems-administration/how-to-configure-your-firewall-for-cpanel-services/200/)

#### [206](https://docs.cpanel.net/knowledge-base/general-systems-administration/how-to-configure-your-firewall-for-cpanel-services/)

Last modified: _2031 March 9_

* * *

## Overview

Invented words.

## Ports

Before the table.

| Port | Service | TCP | UDP | Inbound | Outbound | Localhost | Notes |
| --- | --- | --- | --- | --- | --- | --- | --- |
| \`10\` | Alpha | ![](https://docs.cpanel.net/img/checkbox.png) |  | ![](https://docs.cpanel.net/img/checkbox.png) | ![](https://docs.cpanel.net/img/checkbox.png) |  | A _note_ with [a link](https://example.com/) <br>- and \`code\` |
| \`20\` | \`beta\` | ![](https://docs.cpanel.net/img/checkbox.png) | ![](https://docs.cpanel.net/img/checkbox.png) |  |  | ![](https://docs.cpanel.net/img/checkbox.png) |  |

### The License Callback Mechanism

| Service | Port | Inbound | Outbound |
| --- | --- | --- | --- |
| Alpha | \`10\` | ![](https://docs.cpanel.net/img/checkbox.png) |  |

## IP addresses for specific features

Needed are the ports \`10\` and \`20\`.

### Scans

- \`192.0.2.1\`
- \`2001:db8::1\`

### Probes

|     |     |
| --- | --- |
| \`\`\`<br>1<br>2<br>\`\`\` | \`\`\`go<br>curl -O https://example.com/list.json<br>jq . < list.json | grep ip<br>\`\`\` |

## Example configurations

- We recommend the \`nftables\` utility for servers that run the [AlmaLinux OS 8 or CloudLinux 8 operating systems](https://example.com/#a). For servers that run [the CentOS 7 or CloudLinux 7 operating systems](https://example.com/#c), we recommend that you use the \`firewalld\` utility.

### AlmaLinux and CloudLinux 8+ firewall management

Important:

We **strongly** recommend the \`nftables\` framework on servers that run the CloudLinux™ 8 or higher, or AlmaLinux operating systems.

### CentOS 7 and CloudLinux 7 firewall management

We recommend that servers that run the CentOS 7 and CloudLinux 7 operating systems use \`firewalld\` rather than \`iptables\`.

### Adding rules with other utilities

We recommend \`firewalld\` on servers that run the [CentOS 7 and CloudLinux 7 operating systems](https://example.com/#c) and \`nftables\` on the [CloudLinux 8 and AlmaLinux operating systems](https://example.com/#a).

#### Additional Documentation

- [Elsewhere](https://docs.cpanel.net/)
`;
