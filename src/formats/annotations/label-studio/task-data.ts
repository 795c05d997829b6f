import { isObject, type JsonObject, textOf } from '../foreign/json-value.ts';

/** The name of an annotator: a number, a mail address, or an object that says more. */
export function personOf(value: unknown): string | undefined {
  if (!isObject(value)) return typeof value === 'number' ? `annotator ${value}` : textOf(value);
  const name = [value.first_name, value.last_name].map(textOf).filter((part) => part !== undefined);
  return (
    name.join(' ') ||
    textOf(value.email) ||
    (value.id === undefined ? undefined : `annotator ${String(value.id)}`)
  );
}

/** Which member of a task's data is its text: what results are on, else `text`, else the only one that is a text. */
export function textFieldOf(data: JsonObject, targets: readonly string[]): string | undefined {
  const texts = Object.keys(data).filter((name) => typeof data[name] === 'string' && data[name] !== '');
  const target = targets.find((name) => texts.includes(name));
  if (target !== undefined || texts.includes('text')) return target ?? 'text';
  const prose = texts.filter((name) => !/^(?:https?|s3|gs|data):|^\/data\//.test(String(data[name])));
  return prose.toSorted((a, b) => String(data[b]).length - String(data[a]).length)[0];
}
