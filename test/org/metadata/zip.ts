import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { NotSimulated } from '../org.ts';

/** Files of a zip by path. */
export type Files = ReadonlyMap<string, Buffer>;

const localHeader = 0x04034b50;
const directoryHeader = 0x02014b50;
const directoryEnd = 0x06054b50;
const endLength = 22;
const deflated = 8;

/**
 * Reads a zip (stored or deflated entries, sizes from its directory). Throws NotSimulated for anything else.
 * Written by hand because the answer to deploy() is made in one synchronous transaction.
 */
export function readZip(zip: Buffer): Files {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + endLength > zip.length) throw badZip();
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== directoryHeader) throw badZip();
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (!name.endsWith('/')) files.set(name, contentOf(zip, at));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

/** Writes a zip of deflated entries. */
export function writeZip(files: Files): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path, 'utf8');
    const packed = deflateRawSync(content);
    const common = commonFields(name, content, packed);
    const local = Buffer.concat([uint32(localHeader), common, name, packed]);
    directory.push(uint32(directoryHeader), uint16(20), common, Buffer.alloc(10), uint32(offset), name);
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const count = uint16(files.size);
  const end = [uint32(directoryEnd), uint32(0), count, count, uint32(list.length), uint32(offset), uint16(0)];
  return Buffer.concat([...bodies, list, ...end]);
}

/** Version, flags (UTF-8 names), method, time, checksum, sizes and name length: the same in both headers. */
function commonFields(name: Buffer, content: Buffer, packed: Buffer): Buffer {
  const firstOfJanuary1980 = 0x00210000;
  return Buffer.concat([
    uint16(20),
    uint16(0x0800),
    uint16(deflated),
    uint32(firstOfJanuary1980),
    uint32(crc32(content)),
    uint32(packed.length),
    uint32(content.length),
    uint16(name.length),
    uint16(0),
  ]);
}

function contentOf(zip: Buffer, entry: number): Buffer {
  const method = zip.readUInt16LE(entry + 10);
  const packedLength = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== localHeader) throw badZip();
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + packedLength);
  if (method !== 0 && method !== deflated) throw badZip();
  const content = method === 0 ? Buffer.from(packed) : inflate(packed);
  if (crc32(content) !== zip.readUInt32LE(entry + 16)) throw badZip();
  return content;
}

function inflate(packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed);
  } catch {
    throw badZip();
  }
}

/** What Salesforce says about a broken zip is not recorded. */
function badZip(): NotSimulated {
  return new NotSimulated('a zip file that is broken or of a rare kind');
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
