/** A month and a half of logins, and fewer days in all than this tell nothing of what is rare. */
const A_MONTH = 1.5;
const ENOUGH_DAYS = 28;

/** Whether so many logins in so many days are about one a month: somebody looks after a machine by them, nobody works by them. */
export function isRare(count: number, days: number): boolean {
  return days >= ENOUGH_DAYS && count <= Math.floor((days / 30) * A_MONTH + 0.5);
}
