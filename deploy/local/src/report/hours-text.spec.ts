import { hoursText } from './hours-text.js';

it.each([
  [null, '–'],
  [0, '0 min'],
  [0.7, '42 min'],
  [0.999, '1 h'],
  [23.68, '23.7 h'],
  [23.999, '1 d'],
  [26, '1 d 2 h'],
  [382, '15 d 22 h'],
  [2837, '118 d'],
])('%p hours are said as %s', (hours, text) => expect(hoursText(hours)).toBe(text));
