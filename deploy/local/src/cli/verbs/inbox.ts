import type { EntryAnswer } from '@amends/escalation';
import { FollowedInbox, type InboxChange } from '../../inbox/followed-inbox.js';
import { entryLines, inboxLines, type InboxShowing } from '../../inbox/inbox-lines.js';
import { INBOX_WORDS } from '../../inbox/inbox-words.js';
import { companyFile, namesIn, readStaff } from '../../issuer/sample-staff.js';
import { Home } from '../../launcher/index.js';
import { LANGUAGES } from '../../show/words.js';
import { Client } from '../client.js';
import type { Output } from '../output.js';
import { Refused, WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';
import { languageOf, showingOn } from './show.js';
import { person } from './token.js';

const ROLES = ['supervisor', 'administrator'];

interface InboxOptions {
  as: string;
  staff?: string;
  unit?: string;
  all?: boolean;
  follow?: boolean;
  lang: string;
}

/** `amends inbox`: what superiors have to know of, and why. */
export const inbox: Verb<InboxOptions> = {
  name: 'inbox',
  summary: "Show a supervisor's inbox: escalated complaints, the nearest duty first, each with every reason why it is there.",
  example: 'npx amends inbox --unit hotline --follow --lang zh',
  declare: (command) =>
    command
      .option('--as <role>', ROLES.join(' or '), 'supervisor')
      .option('--staff <id>', 'staff id (UUID) to be')
      .option('--unit <unit>', 'be the supervisor of this unit')
      .option('--all', 'everything that they may see, not only what was told to them and their units')
      .option('--follow', 'go on showing what changes, until it is interrupted')
      .option('--lang <language>', LANGUAGES.join(' or '), 'en'),
  async run({ as: role, staff, unit, all, follow, lang }, output) {
    if (!ROLES.includes(role)) throw new WrongUse(`"${role}" has no inbox: choose ${ROLES.join(' or ')}.`);
    const file = companyFile();
    const names = namesIn(file);
    person(role, staff, unit);
    if (staff !== undefined && !readStaff(file).some(({ id }) => id === staff)) throw new Refused(`Nobody in ${file} has the id ${staff}.`, 'Take an id from there, or leave --staff out.');
    const showing = (): InboxShowing => ({ ...showingOn(output, languageOf(lang)), names, now: Date.now() });
    const { zone } = showing();
    const client = await Client.connect(role, Home.fromEnvironment(), staff, unit);
    const followed = new FollowedInbox(client, new URLSearchParams({ of: all || role === 'administrator' ? 'all' : 'units', zone }).toString());
    await followed.read();
    const whole = (): void => output.result({ counts: followed.countsAt(Date.now()), entries: followed.entries }, inboxLines(followed.entries, followed.countsAt(Date.now()), showing()));
    whole();
    if (!follow) return;
    for await (const change of followed.changes()) tell(change, output, whole, showing());
  },
};

const CLEAR = '\x1b[2J\x1b[H';

/** On a terminal the whole inbox anew; elsewhere, and for machines, what changed. */
function tell({ put, gone }: InboxChange, output: Output, whole: () => void, showing: InboxShowing): void {
  if (output.isTerminal) {
    output.say(CLEAR);
    return whole();
  }
  output.result({ put, gone }, [...put.flatMap((entry: EntryAnswer) => ['', ...entryLines(entry, showing)]), ...gone.map((complaint) => `\n– ${complaint}: ${INBOX_WORDS[showing.language].left}`)]);
}
