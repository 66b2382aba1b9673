/** Whole days from a datetime of the org until then. */
export function daysSince(datetime: string, then: Date): number {
  return Math.floor((then.getTime() - new Date(datetime).getTime()) / 86_400_000);
}
