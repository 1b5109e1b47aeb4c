import { given } from '@amends/decider';
import { closed, idOf, linked, open, registered, resolved, withdrawn } from '../../testing/heard.js';
import { complaint } from '../complaint.js';
import { linkDuplicate, unlink } from './decide.js';

const [id, to] = [idOf(51), idOf(52)];
const command = { id, to, other: open, hasFollowers: false };

describe('linking a duplicate', () => {
  const { when } = given(complaint, [registered]);

  it('records which complaint is worked on instead', () => {
    expect(when((state) => linkDuplicate(command, state, open)).records).toEqual([{ type: 'ComplaintLinked', data: { linkedTo: to } }]);
    expect(when((state) => linkDuplicate({ ...command, other: resolved }, state, resolved)).records).toHaveLength(1);
  });

  it('stays quiet when it is linked there already', () => {
    expect(when((state) => linkDuplicate(command, state, { ...open, linkedTo: to })).records).toEqual([]);
  });

  it.each([
    ['to itself', { ...command, to: id }, 'intake.linked-to-itself'],
    ['to one that is linked to it', { ...command, other: { ...open, linkedTo: id } }, 'intake.linked-in-a-circle'],
    ['to one that is linked to a third', { ...command, other: linked }, 'intake.other-is-linked'],
    ['while others are linked to it', { ...command, hasFollowers: true }, 'intake.others-are-linked-here'],
    ['to a closed one', { ...command, other: closed }, 'intake.other-is-not-worked-on'],
    ['to a withdrawn one', { ...command, other: withdrawn }, 'intake.other-is-not-worked-on'],
  ])('is refused %s', (_how, wrong, code) => {
    expect(when((state) => linkDuplicate(wrong, state, open)).refuses).toBe(code);
  });

  it('is refused when the complaint is closed, withdrawn or linked elsewhere', () => {
    expect(when((state) => linkDuplicate(command, state, closed)).refuses).toBe('intake.complaint-is-closed');
    expect(when((state) => linkDuplicate(command, state, withdrawn)).refuses).toBe('intake.complaint-is-withdrawn');
    expect(when((state) => linkDuplicate(command, state, linked)).refuses).toBe('intake.complaint-is-linked');
  });
});

describe('unlinking', () => {
  const { when } = given(complaint, [registered]);

  it('records that it was a complaint of its own after all', () => {
    expect(when((state) => unlink(state, linked)).records).toEqual([{ type: 'ComplaintUnlinked', data: { linkedTo: linked.linkedTo } }]);
  });

  it('is refused when it is not linked', () => {
    expect(when((state) => unlink(state, open)).refuses).toBe('intake.not-linked');
  });
});
