import { applyDecorators, SetMetadata } from '@nestjs/common';

/** Describes a route whose body is a CSV file; the metadata of @nestjs/swagger by its names, because importing the package slows a start. */
export const TakesCsv = (): MethodDecorator =>
  applyDecorators(
    SetMetadata('swagger/apiConsumes', ['text/csv']),
    SetMetadata('swagger/apiParameters', [
      { in: 'body', type: String, required: true, schema: { type: 'string' } },
      { in: 'query', name: 'dryRun', type: Boolean, required: false, schema: { type: 'boolean' } },
    ]),
  );
