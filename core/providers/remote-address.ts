import { BlockList, isIP } from 'node:net'

const SPECIAL_4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
224.0.0.0/4 240.0.0.0/4`
const SPECIAL_6 = '2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20'

const special = new BlockList()
for (const range of `${SPECIAL_4} ${SPECIAL_6}`.split(/\s+/)) {
  const [network = '', bits] = range.split('/')
  special.addSubnet(network, Number(bits), network.includes(':') ? 'ipv6' : 'ipv4')
}
const unicast = new BlockList()
unicast.addSubnet('2000::', 3, 'ipv6')

/**
 * Whether an address belongs to somebody on the open internet: nothing private, local, shared, reserved or translated
 * (IANA special-purpose registries, RFC 6890). Of IPv6 only global unicast, so that no mapped or NAT64 form gets by.
 */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special.check(address, 'ipv4')
  return family === 6 && unicast.check(address, 'ipv6') && !special.check(address, 'ipv6')
}
