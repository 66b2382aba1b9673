/**
 * What JSON stands for, where reading it as YAML would give the same: nothing is said twice, no variable is to be filled in. YAML keeps the
 * place of each value, which takes 50 MB for 200 users; that is worth it only to say where something is wrong.
 */
export function plainJson(content: string): unknown {
  if (content.includes('${')) return undefined;
  try {
    const value: unknown = JSON.parse(content);
    const compact = content.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
    return JSON.stringify(value) === compact ? value : undefined;
  } catch {
    return undefined;
  }
}
