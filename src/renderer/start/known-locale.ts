/**
 * react-aria asks in its first line whether dates can be written in the page's language. To answer, V8 opens the data of
 * every language that there is, which takes 40 ms of each start; yet the page's language is one of Chromium's own, which all
 * have such data. To be imported before react-aria.
 */
const supportedLocalesOf = Intl.DateTimeFormat.supportedLocalesOf.bind(Intl.DateTimeFormat);

Intl.DateTimeFormat.supportedLocalesOf = (locales, options) => {
  const asked = Array.isArray(locales) ? locales : [locales];
  if (asked.length === 1 && asked[0] === navigator.language) return [navigator.language];
  return supportedLocalesOf(locales, options);
};
