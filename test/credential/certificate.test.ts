import { expect } from 'chai';
import forge from 'node-forge';
import { restore, stub } from 'sinon';
import { makeKeyPair } from '../../src/credential/certificate.ts';

describe('makeKeyPair', () => {
  afterEach(restore);

  for (const byte of ['\x00', '\x7f', '\x80', '\xff'])
    it(`makes a certificate that can be read, whatever its random serial number (${String(byte.charCodeAt(0))})`, async () => {
      stub(forge.random, 'getBytesSync').callsFake((count) => byte.repeat(count));
      expect((await makeKeyPair('Integration_ZoomInfo', 10)).certificate.bits).to.equal(2048);
    });
});
