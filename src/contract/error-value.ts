import { ERROR_CODES, type ErrorPlace, type ErrorValue } from '../core/errors.ts';
import { isNumber, isText, objectOf, oneOf } from './shape.ts';

const isPlace = objectOf<ErrorPlace>(
  { path: isText, line: isNumber, offset: isNumber, recordKind: isText, recordId: isText, field: isText },
  ['path', 'line', 'offset', 'recordKind', 'recordId', 'field'],
);

/** An error that crosses a process boundary. */
export const isErrorValue = objectOf<ErrorValue>(
  { code: oneOf(...ERROR_CODES), message: isText, place: isPlace, remedy: isText },
  ['place', 'remedy'],
);
