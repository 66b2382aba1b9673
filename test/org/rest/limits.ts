import type { HttpResponse } from '../org.ts';
import { jobsIn } from '../bulk/jobs.ts';
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
    // facts 7.8 [official]: jobs in 24 hours, and what their results may take
    DailyBulkV2QueryFileStorageMB: full(976_562),
    DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 10_000 - jobsIn(instance.org).created },
    DataStorageMB: full(200),
    FileStorageMB: full(20),
    PermissionSets: { Max: 1500, Remaining: 1500 - custom, CreateCustom: { Max: 1000, Remaining: 1000 - custom } },
    SingleEmail: full(15),
  };
  return { status: 200, body };
}
