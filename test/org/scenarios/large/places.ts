import type { Random } from './random.ts';

/** Addresses of the ranges kept for documentation and benchmarks: machines, offices, homes and phones. */
export const machineAddress = (random: Random): string =>
  `${random.pick(['192.0.2', '198.51.100'])}.${String(random.int(1, 254))}`;
export const officeAddress = (random: Random): string => `203.0.113.${String(random.int(1, 40))}`;
export const homeAddress = (random: Random): string =>
  `198.${String(random.int(18, 19))}.${String(random.int(0, 255))}.${String(random.int(1, 254))}`;

/** So many addresses as a phone has on the way. */
export const phoneAddresses = (random: Random): string[] =>
  Array.from({ length: random.int(5, 25) }, () => homeAddress(random));

/** Those of a person: an office, a home, and sometimes somewhere else. */
export const personAddresses = (random: Random): string[] => [
  officeAddress(random),
  homeAddress(random),
  ...(random.chance(0.3) ? [homeAddress(random)] : []),
];

/** Hours from UTC of where people work. */
export const zones = [-8, -5, 0, 1, 1, 8, 9] as const;
