/** How large a generated org is. The same size and seed make the same people, who do the same, counted back from the org's clock. */
export type Size = {
  /** Users, integration users among them. */
  readonly users: number;
  readonly seed: number;
  /** Logins a user on the average; people log in less where machines log in more. */
  readonly loginsPerUser: number;
  /** Days before today for which there is an ApiTotalUsage log, as of Event Monitoring; 0: none. */
  readonly logDays: number;
};

/** A size by its number of users. */
export const sizeOf = (users: number, more: Partial<Size> = {}): Size => ({
  ...{ users, seed: 1, loginsPerUser: 10, logDays: 0 },
  ...more,
});

/** How many there are of a sort: a share of all users, yet enough to tell in a small org. */
export const share = ({ users }: Size, part: number, least: number): number =>
  Math.max(least, Math.round(users * part));

/** Users on the integration license. */
export const integrationUsersOf = (size: Size): number => share(size, 0.003, 16);
