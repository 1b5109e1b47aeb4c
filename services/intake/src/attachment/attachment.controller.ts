import type { FactOf, FileAttached, RecordedEvent } from '@amends/contracts';
import { Commands, Unknown, type Accepted, type CommandContext } from '@amends/eventing';
import { Bytes, Context, Id, LookQuery, Permit, Words } from '@amends/runtime';
import { Vault } from '@amends/vault';
import { Body, Controller, Get, Header, Headers, HttpCode, Put, Query, StreamableFile } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { onComplaint } from '../complaint/on-complaint.js';
import { accepted, LARGEST } from './accepted.js';
import { attach } from './decide.js';
import { GivesFile, TakesFile } from './described.js';
import { dispositionOf, fileNameOf } from './file-name.js';
import { Files } from './files.js';

type AttachedEvent = RecordedEvent<FactOf<typeof FileAttached>['data']>;

/** Files that belong to a complaint: taken in as they are, handed out only to be saved. */
@Controller('api/intake/complaints/:id/files')
export class AttachmentController {
  constructor(
    private readonly commands: Commands,
    private readonly words: Words,
    private readonly files: Files,
    private readonly vault: Vault,
  ) {}

  @Put(':file')
  @HttpCode(201)
  @Bytes(LARGEST)
  @TakesFile()
  @Permit('intake.attach')
  async attach(@Id() id: string, @Id('file') fileId: string, @Body() body: unknown, @Headers() headers: Record<string, string | undefined>, @Context() context: CommandContext): Promise<Accepted> {
    const { bytes, mediaType } = accepted(body, headers['content-type']);
    const file = { fileId, sha256: sha256(bytes), bytes: bytes.length, mediaType, name: fileNameOf(headers['content-disposition']) };
    const { subject } = await this.words.of(id, context);
    const sealed = await this.vault.sealFile(subject, fileId, bytes);
    return this.commands.run(
      {
        ...onComplaint(id),
        decide: (state) => attach(file, state),
        alongside: (transaction) => this.files.add(transaction, { id: fileId, complaint: id, subject, sealed }),
        response: { fileId, sha256: file.sha256 },
      },
      context,
    );
  }

  @Get(':file')
  @Header('x-content-type-options', 'nosniff')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @Header('cache-control', 'no-store')
  @GivesFile()
  @Permit('intake.read-file')
  async read(@Id() id: string, @Id('file') fileId: string, @Query() { reason }: LookQuery, @Context() context: CommandContext): Promise<StreamableFile> {
    const { events, subject } = await this.words.of(id, context);
    const event = events.find((one): one is AttachedEvent => one.type === 'FileAttached' && (one as AttachedEvent).data.fileId === fileId);
    if (!event) throw new Unknown('file', fileId);
    const { words } = await this.words.open({ complaint: id, subject, events: [event], what: 'file' }, context.actor, reason);
    const bytes = await this.bytesOf(id, event.data, subject);
    return new StreamableFile(bytes, { type: event.data.mediaType, disposition: dispositionOf(words[0]!.words['name']!), length: bytes.length });
  }

  /** The bytes as they came: what differs in a single bit is not handed out. */
  private async bytesOf(id: string, file: AttachedEvent['data'], subject: string): Promise<Buffer> {
    const found = await this.files.find(id, file.fileId);
    if (!found) throw new Error(`the bytes of file ${file.fileId} are gone`);
    const bytes = await this.vault.openFile(subject, file.fileId, found.sealed);
    if (sha256(bytes) !== file.sha256) throw new Error(`the bytes of file ${file.fileId} are not those that were attached`);
    return bytes;
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
