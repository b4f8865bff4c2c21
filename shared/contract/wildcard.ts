/** `*` stands for any run of characters; without one the value has to occur somewhere. No regular expression is made. */
export function matches(pattern: string, value: string): boolean {
  const text = value.toLowerCase();
  const parts = pattern.toLowerCase().split('*');
  if (parts.length === 1) return text.includes(parts[0] ?? '');
  const last = parts.length - 1;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index === last) return text.length - part.length >= at && text.endsWith(part);
    const found = index === 0 ? (text.startsWith(part) ? 0 : -1) : text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
