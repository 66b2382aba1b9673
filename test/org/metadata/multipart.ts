import { OrgError, type HttpRequest } from '../org.ts';

export type Part = { readonly name: string; readonly body: Buffer };

/** The parts of a multipart/form-data body. Throws OrgError when it is not one. */
export function readMultipart(request: HttpRequest): readonly Part[] {
  const contentType = request.headers['content-type'] ?? '';
  const found = /^multipart\/form-data\s*;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) {
    throw new OrgError('UNSUPPORTED_MEDIA_TYPE', `Content-Type not supported: ${contentType}`, { httpStatus: 415 });
  }
  const separator = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = request.body.indexOf(separator);
  for (;;) {
    const end = start < 0 ? -1 : request.body.indexOf(separator, start + separator.length);
    if (end < 0) return parts;
    const part = request.body.subarray(start + separator.length + 2, end - 2);
    const gap = part.indexOf('\r\n\r\n');
    const name = /\bname="([^"]*)"/i.exec(part.subarray(0, Math.max(gap, 0)).toString('utf8'))?.[1];
    if (gap >= 0 && name !== undefined) parts.push({ name, body: part.subarray(gap + 4) });
    start = end;
  }
}
