import { expect } from 'chai';
import { win32 } from 'node:path';
import fc from 'fast-check';
import { defaultSnapshotFile } from '../../src/migrate/snapshotFile.ts';

/** What no file of Windows may be called (Microsoft Learn, Naming Files, Paths, and Namespaces). */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

describe('the name of a snapshot file', () => {
  it('is that of the user', () => {
    expect(defaultSnapshotFile(['erp.sync@example.com'])).to.equal('migrate-erp.sync@example.com.json');
    expect(defaultSnapshotFile(['a@b.c', 'd@e.f', 'g@h.i'])).to.equal('migrate-a@b.c-and-2-more.json');
  });

  it('can be made on every system, whatever the username is', () => {
    const names = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 3 });
    const odd = fc.constantFrom(['con'], ['../../etc/passwd'], ['a:b*c?@x|y'], ['nul.'], ['a@b. ']);
    fc.assert(
      fc.property(fc.oneof(names, odd), (usernames) => {
        const name = defaultSnapshotFile(usernames);
        expect(name).not.to.match(FORBIDDEN);
        expect(win32.basename(name)).to.equal(name);
      }),
    );
  });
});
