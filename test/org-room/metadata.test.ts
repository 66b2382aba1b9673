import { XMLParser } from 'fast-xml-parser';
import { expect } from 'chai';
import { readRecordTypes, setRecordTypes } from '../../src/org/metadata/metadata.ts';
import { OrgRefusal, OrgSilence } from '../../src/org/wire/refusal.ts';
import { fakeOrg, rejection, thrown } from './fake.ts';
import { envelope } from './soap.ts';

const read = (...records: readonly string[]): string =>
  envelope(
    `<readMetadataResponse><result>${records.map((one) => `<records xsi:type="PermissionSet">${one}</records>`).join('')}</result></readMetadataResponse>`,
  );
const updated = (inside = '<fullName>S</fullName><success>true</success>'): string =>
  envelope(`<updateMetadataResponse><result>${inside}</result></updateMetadataResponse>`);
const visibility = (recordType: string, visible = true): string =>
  `<recordTypeVisibilities><recordType>${recordType}</recordType><visible>${String(visible)}</visible></recordTypeVisibilities>`;
const SET = `<fullName>S</fullName><description>a &amp; b &lt;c&gt;</description><hasActivationRequired>false</hasActivationRequired><label>Ours &quot;x&quot;</label><objectPermissions><allowCreate>false</allowCreate><object>Account</object></objectPermissions>${visibility('Account.Partner')}${visibility('Case.Old', false)}<userPermissions><enabled>true</enabled><name>EditTask</name></userPermissions>`;

const parser = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false });
/** What is inside the body of a request. */
const bodyOf = (xml = ''): Record<string, unknown> => {
  const { Envelope } = parser.parse(xml) as { Envelope: { Body: Record<string, unknown> } };
  return Envelope.Body;
};
const refusedAs = (error: unknown): string[] =>
  error instanceof OrgRefusal
    ? error.refusals.map(({ errorCode, message }) => `${errorCode}: ${message}`)
    : [String(error)];

describe('readRecordTypes', () => {
  it('gives what each set shows, by its lower-case name; hidden ones are not among it', async () => {
    const { org, asked } = fakeOrg(read(SET, '<fullName>My_Other</fullName><label>x</label>'));
    const types = await readRecordTypes(org, ['S', 'My_Other', 'Gone']);
    expect([...types].map(([name, shown]) => [name, ...shown])).to.deep.equal([['s', 'Account.Partner'], ['my_other']]);
    expect(asked[0]).to.include({ method: 'POST', url: 'https://acme.my.salesforce.com/services/Soap/m/67.0' });
    expect(bodyOf(asked[0]?.body)).to.deep.equal({
      readMetadata: { type: 'PermissionSet', fullNames: ['S', 'My_Other', 'Gone'] },
    });
  });

  it('asks for ten sets at a time, and for none where there are none', async () => {
    const none = fakeOrg();
    expect((await readRecordTypes(none.org, [])).size).to.equal(0);
    expect(none.asked).to.deep.equal([]);
    const names = Array.from({ length: 21 }, (_, index) => `S${String(index)}`);
    const { org, asked } = fakeOrg(...[0, 10, 20].map((at) => read(`<fullName>S${String(at)}</fullName>`)));
    expect((await readRecordTypes(org, names)).size).to.equal(3);
    expect(asked.map(({ body }) => body?.match(/<fullNames>/g)?.length)).to.deep.equal([10, 10, 1]);
  });

  it('leaves out a set that does not exist: Salesforce answers with an empty record', async () => {
    const { org } = fakeOrg(
      envelope('<readMetadataResponse><result><records xsi:nil="true"/></result></readMetadataResponse>'),
    );
    expect((await readRecordTypes(org, ['Gone'])).size).to.equal(0);
  });

  it('lets no token and no name out of its element', async () => {
    const { org, asked } = fakeOrg(read(SET));
    await readRecordTypes(org, ['<S>&"']);
    expect(asked[0]?.body).to.contain('<sessionId>the&lt;token&gt;</sessionId>').and.to.contain('&lt;S&gt;&amp;');
    expect(bodyOf(asked[0]?.body)).to.have.property('readMetadata');
  });

  const faults: readonly (readonly [string, Error, string])[] = [
    [
      'a fault',
      thrown(
        'ERROR_HTTP_500',
        '<soapenv:Fault><faultcode>sf:INSUFFICIENT_ACCESS</faultcode><faultstring>no</faultstring></soapenv:Fault>',
      ),
      'INSUFFICIENT_ACCESS: no',
    ],
    [
      'a code without a namespace',
      thrown('ERROR_HTTP_500', '<faultcode>INVALID_SESSION_ID</faultcode>'),
      'INVALID_SESSION_ID: ',
    ],
    ['a plain refusal', thrown('ERROR_HTTP_405', 'gone'), 'ERROR_HTTP_405: gone'],
  ];
  for (const [what, error, expected] of faults) {
    it(`takes ${what} as an answer, whatever its HTTP status`, async () => {
      expect(refusedAs(await rejection(readRecordTypes(fakeOrg(error).org, ['S'])))).to.deep.equal([expected]);
    });
  }

  it('tries again what passes by itself', async () => {
    const { org, asked } = fakeOrg(thrown('ERROR_HTTP_503', 'busy'), read(SET));
    expect((await readRecordTypes(org, ['S'])).size).to.equal(1);
    expect(asked).to.have.lengthOf(2);
  });

  for (const [what, answer] of [
    ['an empty answer', ''],
    ['another page', '<html><body>Sorry</body></html>'],
    ['an empty body', envelope('')],
    ['half of an answer', read(SET).slice(0, 300)],
  ] as const) {
    it(`takes ${what} as silence, or as no sets: never as sets that show nothing`, async () => {
      const { org } = fakeOrg(answer, answer, answer);
      const found = await readRecordTypes(org, ['S']).then(
        (types) => [...types.keys()],
        (error: unknown) => (error instanceof OrgSilence ? [] : [String(error)]),
      );
      expect(found).to.deep.equal([]);
    });
  }
});

describe('setRecordTypes', () => {
  type Sent = Record<string, unknown> & { recordTypeVisibilities?: unknown };
  const sent = async (
    wanted: Parameters<typeof setRecordTypes>[2],
    set = SET,
  ): Promise<{ xml: string; metadata: Sent }> => {
    const { org, asked } = fakeOrg(read(set), updated());
    await setRecordTypes(org, 'S', wanted);
    expect(asked).to.have.lengthOf(2);
    const xml = asked[1]?.body ?? '';
    const { updateMetadata } = bodyOf(xml) as { updateMetadata: { metadata: Sent } };
    return { xml, metadata: updateMetadata.metadata };
  };

  it('sends the whole set back, changed in this alone: what is left out would be switched off (facts 3.6)', async () => {
    const { metadata } = await sent([
      { recordType: 'Account.Client', visible: true },
      { recordType: 'Account.Partner', visible: false },
    ]);
    expect(metadata).to.deep.equal({
      fullName: 'S',
      description: 'a & b <c>',
      hasActivationRequired: 'false',
      label: 'Ours "x"',
      objectPermissions: { allowCreate: 'false', object: 'Account' },
      recordTypeVisibilities: [
        { recordType: 'Case.Old', visible: 'false' },
        { recordType: 'Account.Client', visible: 'true' },
      ],
      userPermissions: { enabled: 'true', name: 'EditTask' },
    });
  });

  it('keeps the elements in alphabetical order, as Salesforce gives them', async () => {
    for (const set of [
      SET,
      SET.replace(/<recordTypeVisibilities>.*<\/recordTypeVisibilities>/, ''),
      '<fullName>S</fullName><label>L</label>',
    ]) {
      const { xml } = await sent([{ recordType: 'Account.Client', visible: true }], set);
      const { metadata } = (bodyOf(xml) as { updateMetadata: { metadata: Sent } }).updateMetadata;
      const names = Object.keys(metadata).filter((name) => name !== 'fullName');
      expect(names).to.deep.equal([...names].sort());
    }
  });

  it('does not list twice what it shows already', async () => {
    const { metadata } = await sent([{ recordType: 'Account.Partner', visible: true }]);
    expect(metadata.recordTypeVisibilities).to.deep.equal([
      { recordType: 'Case.Old', visible: 'false' },
      { recordType: 'Account.Partner', visible: 'true' },
    ]);
  });

  it('tells why it was refused', async () => {
    const { org } = fakeOrg(
      read(SET),
      updated(
        '<errors><message>no such type</message><statusCode>INVALID_CROSS_REFERENCE_KEY</statusCode></errors><fullName>S</fullName><success>false</success>',
      ),
    );
    expect(refusedAs(await rejection(setRecordTypes(org, 'S', [{ recordType: 'A.B', visible: true }])))).to.deep.equal([
      'INVALID_CROSS_REFERENCE_KEY: no such type',
    ]);
  });

  it('takes an answer without a result as silence', async () => {
    for (const answer of ['', '<html></html>', envelope('<updateMetadataResponse/>')]) {
      const { org } = fakeOrg(read(SET), answer);
      expect(await rejection(setRecordTypes(org, 'S', []))).to.be.instanceOf(OrgSilence);
    }
  });

  it('does not send an update again whose answer was lost', async () => {
    const { org, asked } = fakeOrg(read(SET), thrown('FetchError', 'socket hang up'));
    expect(await rejection(setRecordTypes(org, 'S', []))).to.be.instanceOf(OrgSilence);
    expect(asked).to.have.lengthOf(2);
  });

  it('never writes a set that it could not read, or that is gone', async () => {
    for (const answer of [
      '<html>Sorry</html>',
      envelope('<readMetadataResponse><result/></readMetadataResponse>'),
      envelope('<readMetadataResponse><result><records xsi:nil="true"/></result></readMetadataResponse>'),
    ]) {
      const { org, asked } = fakeOrg(answer, updated());
      await rejection(setRecordTypes(org, 'S', [{ recordType: 'A.B', visible: true }]));
      expect(asked).to.have.lengthOf(1);
    }
  });

  it('never writes back a set that was cut off on the way: what is missing would be switched off (facts 3.6)', async () => {
    const whole = read(SET);
    for (let length = whole.length - 1; length > 300; length -= 17) {
      const { org, asked } = fakeOrg(whole.slice(0, length), updated());
      const error = await setRecordTypes(org, 'S', [{ recordType: 'A.B', visible: true }]).catch(
        (thrown: unknown) => thrown,
      );
      expect(asked, `cut at ${String(length)} of ${String(whole.length)}`).to.have.lengthOf(1);
      expect(error).to.be.instanceOf(OrgSilence);
    }
  });
});
