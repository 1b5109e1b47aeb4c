import { searchable } from './searchable.js';

describe('a name as it is searched', () => {
  it.each([
    ['Jürgen MÜLLER-Lüdenscheidt', 'jurgen muller ludenscheidt'],
    ['Łukasz Ångström', 'lukasz angstrom'],
    ['Weiß & Søn', 'weiss son'],
    ['ｗａｎｇ', 'wang'],
    ['王小明', '王 小 明'],
    ['欧阳 Anna', '欧 阳 anna'],
    ["O'Brien", 'o brien'],
    ['!!!', ''],
  ])('%s is searched as %s', (name, searched) => expect(searchable(name)).toBe(searched));
});
