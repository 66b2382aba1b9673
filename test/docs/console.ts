/** One command of a recorded session, and what stands below it. */
export type Exchange = { readonly command: string; readonly shown: string };

/** The commands of a console block: lines that begin with `$ `, each with the lines up to the next one. */
export function exchangesOf(text: string): Exchange[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.split('\n');
      return { command, shown: lines.join('\n').replace(/^\n+|\n+$/g, '') };
    });
}

/** A console block that shows these commands with what they printed. */
export function consoleOf(exchanges: readonly Exchange[]): string {
  return exchanges
    .map(({ command, shown }) => `$ ${command}\n${shown === '' ? '' : `${shown}\n\n`}`)
    .join('')
    .trimEnd();
}
