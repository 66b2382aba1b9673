import { expect } from 'chai';
import JSZip from 'jszip';
import { NotSimulated } from '../org.ts';
import { readZip, writeZip } from './zip.ts';

const content = 'a & b '.repeat(500);

async function made(options: { stream: boolean; compression: 'STORE' | 'DEFLATE' }): Promise<Buffer> {
  const zip = new JSZip();
  zip.file('package.xml', content);
  zip.file('profiles/Ünïcode.profile', 'x');
  return zip.generateAsync({ type: 'nodebuffer', streamFiles: options.stream, compression: options.compression });
}

describe('zip', () => {
  for (const stream of [true, false]) {
    for (const compression of ['STORE', 'DEFLATE'] as const) {
      it(`reads what JSZip writes (${compression}, ${stream ? 'streamed' : 'whole'})`, async () => {
        const files = readZip(await made({ stream, compression }));
        expect([...files.keys()]).to.have.members(['package.xml', 'profiles/Ünïcode.profile']);
        expect(String(files.get('package.xml'))).to.equal(content);
      });
    }
  }

  it('writes what JSZip and itself read', async () => {
    const files = new Map([
      ['package.xml', Buffer.from(content)],
      ['permissionsets/Ä.permissionset', Buffer.from('')],
    ]);
    const written = writeZip(files);
    expect(readZip(written)).to.deep.equal(files);
    const zip = await JSZip.loadAsync(written, { checkCRC32: true });
    expect(await zip.file('package.xml')?.async('string')).to.equal(content);
    expect(await zip.file('permissionsets/Ä.permissionset')?.async('string')).to.equal('');
  });

  it('refuses what is no zip, and a zip whose content was changed', async () => {
    expect(() => readZip(Buffer.from('hello'))).to.throw(NotSimulated);
    const zip = await made({ stream: false, compression: 'STORE' });
    zip[zip.indexOf('a & b')] = 0x7a;
    expect(() => readZip(zip)).to.throw(NotSimulated);
  });
});
