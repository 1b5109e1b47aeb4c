import { applyDecorators, SetMetadata } from '@nestjs/common';
import { MEDIA_TYPES } from './media-type.js';

// The metadata of @nestjs/swagger by its names: importing the package takes a third of a second that a start does not have.
const BINARY = { type: 'string', format: 'binary' };
const NAMED = {
  in: 'header', name: 'Content-Disposition', type: String, required: false, schema: { type: 'string' },
  description: "What the file is called: attachment; filename*=UTF-8''photo%20of%20the%20hose.jpg",
};

/** Describes a route whose body is a file. */
export const TakesFile = (): MethodDecorator =>
  applyDecorators(
    SetMetadata('swagger/apiConsumes', MEDIA_TYPES),
    SetMetadata('swagger/apiParameters', [{ in: 'body', type: String, required: true, schema: BINARY }, NAMED]),
  );

/** Describes a route whose answer is a file. */
export const GivesFile = (): MethodDecorator =>
  SetMetadata('swagger/apiResponse', {
    200: { description: 'The file as it was attached, to be saved', content: Object.fromEntries(MEDIA_TYPES.map((mediaType) => [mediaType, { schema: BINARY }])) },
  });
