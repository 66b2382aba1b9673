import type { PermissionSetDefinition } from './definition.ts';
import { apiName } from './names.ts';
import { error, type Problem } from './problem.ts';

/** User.LastName takes 80 characters, and so does the label "Integration - <name>" of the permission set. */
export const MAX_NAME = 66;

/** Letters and digits of any language, blanks and the marks that are safe in labels, usernames and reports. */
export function nameProblems(name: string): Problem[] {
  if (name.trim() === '') return [error('nameEmpty', 'name', [])];
  const bad = [...new Set(name.match(/[^\p{L}\p{M}\p{N} ._&()+,:/@#-]/gu) ?? [])];
  return [
    ...(name.length > MAX_NAME ? [error('nameTooLong', shorten(name), [String(name.length), String(MAX_NAME)])] : []),
    ...(bad.length > 0 ? [error('nameCharacters', shorten(name), [bad.join(' ')])] : []),
    ...(bad.length === 0 && apiName(name) === '' ? [error('nameLetters', shorten(name), [shorten(name)])] : []),
  ];
}

/** Salesforce wants the form of an email address, at most 80 characters (Object Reference, User.Username). */
export function usernameProblems(username: string): Problem[] {
  if (username.length > 80) return [error('usernameTooLong', shorten(username), [String(username.length)])];
  return isAddress(username) ? [] : [error('usernameForm', username, [username])];
}

export function profileNameProblems(name: string): Problem[] {
  return name.trim() !== '' && name.length <= 255 ? [] : [error('profileName', shorten(name), [shorten(name)])];
}

export function emailProblems(email: string): Problem[] {
  return email.length <= 128 && isAddress(email) ? [] : [error('emailForm', shorten(email), [shorten(email)])];
}

/** Rules of PermissionSet.Name and .Label (Object Reference, PermissionSet). */
export function permissionSetNameProblems(set: PermissionSetDefinition): Problem[] {
  return [
    ...(/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(set.name) && set.name.length <= 80
      ? []
      : [error('permissionSetName', shorten(set.name), [shorten(set.name)])]),
    ...(set.label.trim() !== '' && set.label.length <= 80
      ? []
      : [error('permissionSetLabel', shorten(set.label), [shorten(set.label)])]),
  ];
}

function isAddress(text: string): boolean {
  return /^[A-Za-z0-9!#$%&*+/=?^_{|}~-]+(?:\.[A-Za-z0-9!#$%&*+/=?^_{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(
    text,
  );
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
