import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { coach } from './index.js';

const FAMILIES: Readonly<Record<string, string>> = { 'blame shifting': 'blame-shifting', 拒绝: 'refusal', 含糊: 'vagueness', 推卸: 'blame-shifting', 敷衍: 'brush-off' };

interface Sentence {
  readonly family: string;
  readonly said: string;
}

/** The sentences of a file, each with the family under whose heading it stands. */
function sentencesOf(file: string): readonly Sentence[] {
  let family = '';
  return readFileSync(resolve(__dirname, file), 'utf8').split('\n').flatMap((line) => {
    if (line.startsWith('#')) family = FAMILIES[line.slice(2).trim()] ?? line.slice(2).trim();
    return line === '' || line.startsWith('#') ? [] : [{ family, said: line }];
  });
}

const missed = (file: string): readonly string[] => sentencesOf(file).filter(({ said }) => coach(said).length === 0).map(({ said }) => said);
const isOfItsFamily = ({ family, said }: Sentence): boolean => coach(said).some((finding) => finding.family === family);

describe.each(['en', 'zh'])('in %s', (language) => {
  it('at least 95 % of a hundred real ways to put a customer off are caught', () => {
    expect(sentencesOf(`offending.${language}.txt`)).toHaveLength(100);
    expect(missed(`offending.${language}.txt`).length).toBeLessThanOrEqual(5);
  });

  it('and at least nine in ten under the family that they belong to', () => {
    const sentences = sentencesOf(`offending.${language}.txt`);
    expect(sentences.filter(isOfItsFamily).length).toBeGreaterThanOrEqual(90);
    expect(new Set(sentences.filter(isOfItsFamily).map(({ family }) => family))).toEqual(new Set(['refusal', 'vagueness', 'blame-shifting', 'brush-off']));
  });

  it.each(['holdout', 'holdout-2'])('at least 95 %% are caught of the sixty sentences of %s', (list) => {
    expect(sentencesOf(`${list}.${language}.txt`)).toHaveLength(60);
    expect(missed(`${list}.${language}.txt`).length).toBeLessThanOrEqual(3);
  });

  it('nine of twenty are caught that no rule was ever made for: see decision record 16 before one is', () => {
    expect(sentencesOf(`holdout-3.${language}.txt`)).toHaveLength(20);
    expect(missed(`holdout-3.${language}.txt`).length).toBeLessThanOrEqual(11);
  });

  it.each([
    ['polite', 110],
    ['polite-2', 25],
  ])('%s sentences pass although they hold words that a list of words would flag', (list, least) => {
    const polite = sentencesOf(`${list}.${language}.txt`).map(({ said }) => said);
    expect(polite.length).toBeGreaterThanOrEqual(least);
    expect(polite.filter((said) => coach(said).length > 0)).toEqual([]);
  });
});

const SHARED = resolve(__dirname, '../../../../../shared/data');
const CROSSWOZ = resolve(SHARED, 'crosswoz_zh_val.json.zip');
const ABCD = resolve(SHARED, 'abcd_sample.json');

/** The bytes of the only file of a zip archive, by its central directory. */
function fileOfZip(archive: Buffer): Buffer {
  const entry = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  const [packed, local] = [archive.readUInt32LE(entry + 20), archive.readUInt32LE(entry + 42)];
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  return inflateRawSync(archive.subarray(from, from + packed));
}

interface Dialogue {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

(existsSync(CROSSWOZ) ? describe : describe.skip)('polite service dialogues of others (skipped where shared/data is not beside this checkout)', () => {
  const flagged = (said: readonly string[]): readonly string[] => said.filter((one) => coach(one).length > 0);

  it('fewer than one Chinese utterance in a thousand is flagged', () => {
    const dialogues = Object.values(JSON.parse(fileOfZip(readFileSync(CROSSWOZ)).toString('utf8')) as Record<string, Dialogue>);
    const said = dialogues.flatMap(({ messages }) => messages.filter(({ role }) => role === 'sys').map(({ content }) => content));
    expect(said).toHaveLength(4229);
    expect(flagged(said).length / said.length).toBeLessThan(0.001);
  });

  it('of the English agent turns only the one that is a refusal', () => {
    const chats = JSON.parse(readFileSync(ABCD, 'utf8')) as readonly { readonly original: readonly (readonly [string, string])[] }[];
    const said = chats.flatMap(({ original }) => original.filter(([who]) => who === 'agent').map(([, what]) => what));
    expect(said).toHaveLength(32);
    expect(flagged(said)).toEqual([expect.stringContaining('we cannot accept the return')]);
  });
});
