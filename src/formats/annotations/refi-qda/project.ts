import { childElements, childNamed, childrenNamed, textOf, type XmlElement } from '../../xml/tree.ts';

/** A GUID as it is compared: dialects write braces and capitals. */
export function guidOf(written: string | undefined): string {
  return (written ?? '')
    .trim()
    .replace(/^\{|\}$/g, '')
    .toLowerCase();
}

export interface QdaCode {
  readonly path: readonly string[];
  readonly colour: string | undefined;
  readonly description: string;
  readonly element: XmlElement;
}

/** Codes by GUID, parents before children. Siblings of one name are told apart by a number. */
export function codesOf(project: XmlElement): ReadonlyMap<string, QdaCode> {
  const codes = new Map<string, QdaCode>();
  const gather = (parent: XmlElement, above: readonly string[]): void => {
    const taken = new Set<string>();
    for (const element of childrenNamed(parent, 'Code')) {
      const name = element.attributes.name?.trim() || 'Code';
      let own = name;
      for (let copy = 2; taken.has(own.toLowerCase()); copy += 1) own = `${name} (${copy})`;
      taken.add(own.toLowerCase());
      const path = [...above, own];
      const description = textOf(childNamed(element, 'Description'));
      codes.set(guidOf(element.attributes.guid), {
        path,
        colour: element.attributes.color,
        description,
        element,
      });
      gather(element, path);
    }
  };
  const book = childNamed(project, 'CodeBook');
  const top = book && childNamed(book, 'Codes');
  if (top) gather(top, []);
  return codes;
}

/** The names of people by GUID. */
export function usersOf(project: XmlElement): ReadonlyMap<string, string> {
  const users = childNamed(project, 'Users');
  return new Map(
    (users ? childrenNamed(users, 'User') : []).map(({ attributes }) => [
      guidOf(attributes.guid),
      attributes.name ?? attributes.id ?? '',
    ]),
  );
}

/** The names of the variables by GUID. */
export function variablesOf(project: XmlElement): ReadonlyMap<string, string> {
  const variables = childNamed(project, 'Variables');
  return new Map(
    (variables ? childrenNamed(variables, 'Variable') : []).map(({ attributes }) => [
      guidOf(attributes.guid),
      attributes.name ?? '',
    ]),
  );
}

/** What a source, case or note says of itself by variables, as text by their names. */
export function valuesOf(
  element: XmlElement,
  variables: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const value of childrenNamed(element, 'VariableValue')) {
    const name = variables.get(guidOf(childNamed(value, 'VariableRef')?.attributes.targetGUID));
    const said = childElements(value).find((child) => child.name !== 'VariableRef');
    if (name && said) values[name] = textOf(said).trim();
  }
  return values;
}

/** Times without a zone are taken for those of Greenwich. */
export function timeOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(written.trim()) ? written.trim() : `${written.trim()}Z`;
  const at = Date.parse(zoned);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
