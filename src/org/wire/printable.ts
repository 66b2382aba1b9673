/* eslint-disable no-control-regex -- they are what this is about */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text of an org without what a terminal would take for a command, and without marks that turn the direction of writing. */
export function printable(text: string): string {
  return text.replace(CONTROLS, '');
}
