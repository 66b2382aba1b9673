const longest = 600;

/** A text of an org without record ids, addresses, usernames and host names, cut to a sensible length. */
export function publishable(text: string): string {
  const clean = text
    .replace(/https?:\/\/[^\s"'/<]+/g, '<host>')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '<address>')
    .replace(/(?<![A-Za-z0-9])[0-9][0-9A-Za-z]{14}(?:[0-9A-Za-z]{3})?(?![A-Za-z0-9])/g, '<id>')
    .replace(/(X)00e[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?/g, '$1<id>');
  return clean.length > longest ? `${clean.slice(0, longest)}...` : clean;
}
