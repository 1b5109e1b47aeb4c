import type { Schema } from '@amends/contracts';
import { applyDecorators, SetMetadata, type CustomDecorator } from '@nestjs/common';

/**
 * Describes the answer of a route in the OpenAPI document: the same schema gives the type that the handler returns.
 * Writes the metadata of @nestjs/swagger by its name, because importing the package takes a third of a second that a start does not have.
 */
export const Answers = (description: string, schema: Schema<unknown>): CustomDecorator =>
  SetMetadata('swagger/apiResponse', { 200: { description, content: { 'application/json': { schema: schema.json } } } });

/** Describes a live stream of server-sent events in the OpenAPI document. */
export const Streams = (description: string): MethodDecorator =>
  applyDecorators(
    SetMetadata('swagger/apiResponse', { 200: { description, content: { 'text/event-stream': { schema: { type: 'string' } } } } }),
    SetMetadata('swagger/apiParameters', [{ name: 'Last-Event-ID', in: 'header', required: false, description: 'The id of the last message that was heard: what came after it is told first', schema: { type: 'string' } }]),
  );
