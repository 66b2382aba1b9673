import { expect } from 'chai';
import { createJson, retire } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { USERNAME, WHOLE } from './zoomInfo.ts';

describe('integration-user retire', () => {
  it('freezes', () =>
    withOrg({}, async (org) => {
      const made = await createJson(org, WHOLE);
      expect(made.exitCode, made.json.message).to.equal(0);
      const ran = await retire(org, ['--username', USERNAME]);
      expect(ran.exitCode).to.equal(0);
    }));
});
