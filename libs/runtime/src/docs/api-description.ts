import type { INestApplication, Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { completed } from './complete-document.js';
import { describedClasses, fieldsOf, type DescribedField } from '../requests/fields.js';

/** Writes the OpenAPI document of a service when somebody first asks for it: most processes are never asked. */
export class ApiDescription {
  private readonly written = new Map<string, Promise<OpenAPIObject>>();
  private app: INestApplication | undefined;

  constructor(private readonly modules: ReadonlyMap<string, Type<unknown>>) {}

  /** The application whose routes are described. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  has(service: string): boolean {
    return this.modules.has(service);
  }

  /** The document of a service of this process. */
  of(service: string): Promise<OpenAPIObject> {
    const written = this.written.get(service) ?? this.write(service);
    this.written.set(service, written);
    return written;
  }

  private async write(service: string): Promise<OpenAPIObject> {
    // Loaded here, because it takes a third of a second that a start does not have.
    const { ApiProperty, DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
    for (const type of describedClasses()) for (const field of fieldsOf(type)) ApiProperty(propertyOf(field))(type.prototype as object, field.property);
    const about = new DocumentBuilder()
      .setTitle(`Amends: ${service}`)
      .setDescription('Errors are RFC 9457 problem details that name the field and the remedy. Answers carry Amends-Seen: send it back to read your own writes.')
      .setVersion('1')
      .addBearerAuth()
      .addSecurityRequirements('bearer')
      .build();
    const document = SwaggerModule.createDocument(this.app!, about, { deepScanRoutes: true, autoTagControllers: false });
    return completed(document, service);
  }
}

type Property = Parameters<typeof import('@nestjs/swagger').ApiProperty>[0];

function propertyOf({ required, schema, nested, many }: DescribedField): Property {
  // @nestjs/swagger calls a function for the class only when the function is named `type`.
  return { required, isArray: many, ...(nested ? { type: () => nested() } : schema) } as Property;
}
