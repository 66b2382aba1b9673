import { error, type Problem } from '../definition/problem.ts';
import { readSeats, type Holdings } from '../org/inventory/holdings.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Change } from '../plan/change.ts';
import type { SnapshotUser } from './snapshot.ts';

type Planned = { readonly user: SnapshotUser; readonly now: Holdings | undefined; readonly changes: readonly Change[] };

/** The licenses that the users had may have gone to others in the meantime. */
export async function seatProblems(org: Org, plans: readonly Planned[]): Promise<Problem[]> {
  const needed = plans.flatMap(({ user: { before }, now, changes }) => [
    ...(now && now.licenseId !== before.licenseId ? [before.licenseId] : []),
    ...changes
      .filter(({ action, type }) => action === 'assign' && type === 'PermissionSetLicenseAssign')
      .flatMap(({ name }) => before.licenses.filter((one) => one.name === name).map(({ id }) => id))
      .filter((id) => now?.licenses.every((one) => one.id !== id) === true),
  ]);
  if (needed.length === 0) return [];
  const seats = await readSeats(org, needed);
  return [...new Set(needed)].flatMap((id) => {
    const count = needed.filter((one) => one === id).length;
    const license = seats.get(id);
    if (license === undefined) return [error('undoLicenseGone', id, [id])];
    const { name, total, used, status } = license;
    return status !== 'Disabled' && total - used >= count
      ? []
      : [error('undoSeats', name, [name, String(count), String(total), String(used)])];
  });
}
