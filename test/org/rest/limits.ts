import type { HttpResponse } from '../org.ts';
import { dailyRequests } from './dispatch.ts';
import type { Call } from './route.ts';

const full = (max: number): { Max: number; Remaining: number } => ({ Max: max, Remaining: max });

/** GET /limits: those of the recorded answer that the simulated org can tell truly. */
export function limits(call: Call): HttpResponse {
  const { instance } = call;
  const { store } = instance.org;
  const daily = dailyRequests(instance);
  const custom = store.find('PermissionSet', { IsOwnedByProfile: 0 }).filter((set) => set['IsCustom'] === 1).length;
  const body = {
    DailyApiRequests: { Max: daily, Remaining: Math.max(0, daily - instance.usage.requests) },
    DataStorageMB: full(200),
    FileStorageMB: full(20),
    PermissionSets: { Max: 1500, Remaining: 1500 - custom, CreateCustom: { Max: 1000, Remaining: 1000 - custom } },
    SingleEmail: full(15),
  };
  return { status: 200, body };
}
